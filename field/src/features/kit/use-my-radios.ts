// SPDX-License-Identifier: Apache-2.0
import { MyKit } from '@muster/contract/kit'
import { call } from '@muster/ui/api/client'
import { useCallback, useEffect, useState } from 'react'
import type { Field } from '../../field'

export type MyItem = (typeof MyKit.reply)['_output']['rows'][number]

export interface MyRadios {
  /** Null until the server has answered. */
  readonly rows: readonly MyItem[] | null
  readonly refresh: () => void
}

/** The radios that the officer holds, asked for whenever a session opens. */
export function useMyRadios(field: Field, sessionOpen: boolean): MyRadios {
  const [rows, setRows] = useState<readonly MyItem[] | null>(null)
  const refresh = useCallback(() => {
    field.session
      .within(() => call(MyKit))
      .then(
        (kit) => setRows(kit.rows.filter((each) => each.kind === 'radio')),
        // Not known is not none: what was known stays, and the next opening asks again.
        () => undefined,
      )
  }, [field])
  useEffect(() => {
    if (sessionOpen) refresh()
  }, [refresh, sessionOpen])
  return { rows, refresh }
}
