// SPDX-License-Identifier: Apache-2.0
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { StoredPress } from '../outbox/outbox-rules'
import type { DeviceKey } from '../features/identity/device-key'
import type { LastKnown } from './last-known'

interface FieldSchema extends DBSchema {
  presses: { key: string; value: StoredPress }
  device: { key: 'key'; value: DeviceKey }
  known: { key: 'last'; value: LastKnown }
}

export type FieldDatabase = IDBPDatabase<FieldSchema>

/** A database that does not open in this time is done without until the next start. */
const openPatienceMs = 3_000

/**
 * What this device keeps: presses on their way, its own key, and what it last knew.
 *
 * @throws where the browser has no IndexedDB, refuses it, or does not answer
 */
export async function openFieldDatabase(): Promise<FieldDatabase> {
  const opening = openDB<FieldSchema>('muster-field', 1, {
    upgrade(database) {
      database.createObjectStore('presses')
      database.createObjectStore('device')
      database.createObjectStore('known')
    },
  })
  return await Promise.race([opening, patience()])
}

function patience(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`IndexedDB did not open within ${openPatienceMs} ms`)), openPatienceMs)
  })
}
