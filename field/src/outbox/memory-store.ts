// SPDX-License-Identifier: Apache-2.0
import type { StoredPress } from './outbox-rules'
import type { PressStore } from './press-outbox'

/** Presses for as long as the page lives; what tests use in place of a disk. */
export function memoryStore(stored: readonly StoredPress[] = []): PressStore {
  const byId = new Map(stored.map((each) => [each.press.id, each]))
  return {
    keep: async (each) => void byId.set(each.press.id, each),
    drop: async (id) => void byId.delete(id),
    all: async () => [...byId.values()],
  }
}
