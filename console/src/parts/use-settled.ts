// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react'
import { settle } from './settle'

/**
 * Holds an order still while `held`; see `settle`. What the operator asked for is never held back: when
 * `asked` (filter and search, as one text) changes, and at `letIn`, the wanted order is taken at once.
 */
export function useSettled<Key>(wanted: readonly Key[], held: boolean, asked: string, urgent?: (key: Key) => boolean) {
  const [last, setLast] = useState({ shown: wanted, asked })
  const next = settle(last.shown, wanted, held && asked === last.asked, urgent)
  if (next.shown !== last.shown || asked !== last.asked) setLast({ shown: next.shown, asked })
  return { ...next, letIn: () => setLast({ shown: wanted, asked }) }
}
