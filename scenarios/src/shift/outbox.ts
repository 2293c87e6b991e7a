// SPDX-License-Identifier: Apache-2.0
import type { NoisyFix } from '../tracks'

/** Fixes that a client holds while it cannot send: beyond these the oldest are dropped. */
export const outboxLimitFixes = 30

/** What a phone has not delivered yet, oldest first. */
export interface Outbox {
  add(fix: NoisyFix): void
  /** Up to `count` of the oldest, without taking them out. */
  peek(count: number): readonly NoisyFix[]
  /** Takes a fix out once it was delivered; one that was dropped meanwhile is gone already. */
  delivered(fix: NoisyFix): void
  readonly size: number
}

export function outbox(): Outbox {
  const waiting: NoisyFix[] = []
  return {
    add(fix) {
      waiting.push(fix)
      if (waiting.length > outboxLimitFixes) waiting.shift()
    },
    peek: (count) => waiting.slice(0, count),
    delivered(fix) {
      const at = waiting.indexOf(fix)
      if (at >= 0) waiting.splice(at, 1)
    },
    get size() {
      return waiting.length
    },
  }
}
