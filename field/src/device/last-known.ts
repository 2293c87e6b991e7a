// SPDX-License-Identifier: Apache-2.0
import type { MyDuty } from '@muster/contract/duty'
import type { FixMessage } from '@muster/contract/live'
import type { Talkgroup } from '@muster/contract/talkgroups'
import type { Said } from '../features/duty/said-talkgroup'
import type { FieldDatabase } from './database'

/** Whose installation this is. */
export interface Setup {
  readonly agency: string
  readonly demo: boolean
}

/** What the device last knew, and when it was told (device's wall clock, ms). Shown as such, never as current. */
export interface LastKnown {
  readonly setup: Setup | null
  readonly duty: { readonly value: MyDuty; readonly atMs: number } | null
  readonly talkgroups: readonly Talkgroup[]
  readonly said: Said | null
  readonly fix: FixMessage | null
}

export const nothingKnown: LastKnown = { setup: null, duty: null, talkgroups: [], said: null, fix: null }

export async function readLastKnown(opening: Promise<FieldDatabase>): Promise<LastKnown> {
  const stored = await opening.then((database) => database.get('known', 'last')).catch(() => undefined)
  return { ...nothingKnown, ...stored }
}

/** A failed write costs only what is shown after the next start. */
export async function writeLastKnown(opening: Promise<FieldDatabase>, known: LastKnown): Promise<void> {
  await opening.then((database) => database.put('known', known, 'last')).catch(() => undefined)
}
