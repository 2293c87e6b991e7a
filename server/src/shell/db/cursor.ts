// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@muster/contract/instant'
import { Refused } from '@muster/contract/refusal'

/** A keyset cursor over (time, id), newest first. */
export function cursorOf(at: Instant, id: string): string {
  return `${at}_${id}`
}

export function readCursor(text: string | undefined): { at: Instant; id: string } | null {
  if (text === undefined) return null
  const [at = '', id = ''] = text.split('_')
  if (!/^\d{1,15}$/.test(at) || !isUuid(id)) throw new Refused('bad-request', 'after: not a cursor of this list')
  return { at: Number(at), id }
}

/** As PostgreSQL writes them. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}
