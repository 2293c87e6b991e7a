// SPDX-License-Identifier: Apache-2.0
import { Health } from '@muster/contract/system'
import { z } from 'zod'
import type { Clock } from './clock'
import type { Config } from './config'
import type { Database } from './db/database'
import type { PressJournal } from './journal/press-journal'

export interface Parts {
  readonly config: Config
  readonly clock: Clock
  readonly database: Database
  readonly journal: PressJournal
  readonly connected: boolean
  readonly pendingPresses: number
}

const clockFaultMs = 1_000

/** How each part is, in words. Presses are taken even while this says 503. */
export async function reportHealth(parts: Parts): Promise<{ ready: boolean; body: unknown }> {
  const offsetMs = parts.clock.wallOffsetMs()
  const databaseOk =
    parts.connected &&
    (await parts.database.ping().then(
      () => true,
      () => false,
    ))
  const waiting = parts.journal.pending()
  const steady = Math.abs(offsetMs) < clockFaultMs
  const health: Health = {
    ready: databaseOk,
    at: parts.clock.now(),
    reasons: [
      {
        part: 'database',
        ok: databaseOk,
        detail: databaseOk
          ? 'answering'
          : parts.connected
            ? 'not answering; presses are journalled'
            : 'starting; presses are journalled',
      },
      {
        part: 'presses',
        ok: waiting === 0,
        detail: waiting === 0 ? 'all recorded' : `${waiting} journalled, waiting for the database`,
      },
      {
        part: 'clock',
        ok: steady,
        detail: steady ? 'steady' : `the machine's clock is ${Math.round(offsetMs / 1000)} s off ours`,
      },
    ],
  }
  return { ready: health.ready, body: z.encode(Health, health) }
}
