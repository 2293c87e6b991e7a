// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@muster/contract/instant'
import { Refused } from '@muster/contract/refusal'

/** At most so many tries per key and minute. Never used where somebody presses for help. */
export interface Throttle {
  /** Counts a try; refuses past the limit. */
  take(key: string, now: Instant): void
}

const windowMs = 60_000
const keysLimit = 50_000

export function openThrottle(triesPerMinute: number): Throttle {
  const triesByKey = new Map<string, { since: Instant; count: number }>()
  return {
    take(key, now) {
      const tries = triesByKey.get(key)
      if (tries === undefined || now - tries.since >= windowMs) {
        // At the limit the oldest key is forgotten: a flood of keys costs memory no more than this.
        if (triesByKey.size >= keysLimit)
          for (const oldest of triesByKey.keys()) {
            triesByKey.delete(oldest)
            break
          }
        triesByKey.delete(key)
        triesByKey.set(key, { since: now, count: 1 })
        return
      }
      tries.count++
      if (tries.count > triesPerMinute) throw new Refused('too-many', 'Too many tries. Wait a minute and try again.')
    },
  }
}
