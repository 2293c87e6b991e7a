// SPDX-License-Identifier: Apache-2.0
import type { FieldDatabase } from '../device/database'
import type { StoredPress } from './outbox-rules'
import type { PressStore } from './press-outbox'

/** Presses in IndexedDB. Each write is one transaction; 'strict' asks for it to reach the disk. */
export function diskStore(opening: Promise<FieldDatabase>): PressStore {
  return {
    async keep(stored) {
      const writing = (await opening).transaction('presses', 'readwrite', { durability: 'strict' })
      await Promise.all([writing.store.put(stored, stored.press.id), writing.done])
    },
    async drop(id) {
      await (await opening).delete('presses', id)
    },
    async all() {
      return (await (await opening).getAll('presses')).filter(isReadable)
    },
  }
}

/** A record of an older app that lacks the essential is left alone, and stops nobody. */
function isReadable(stored: StoredPress): boolean {
  return typeof stored?.press?.id === 'string' && typeof stored.pressedAtMs === 'number'
}
