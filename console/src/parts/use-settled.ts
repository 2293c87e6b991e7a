// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react'
import { settle } from './settle'

/** Holds an order still while `held`; see `settle`. `letIn` takes the wanted order at once. */
export function useSettled<Key>(wanted: readonly Key[], held: boolean, urgent?: (key: Key) => boolean) {
  const [shown, setShown] = useState(wanted)
  const next = settle(shown, wanted, held, urgent)
  if (next.shown !== shown) setShown(next.shown)
  return { ...next, letIn: () => setShown(wanted) }
}
