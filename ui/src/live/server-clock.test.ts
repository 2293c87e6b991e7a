// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { retryAfterMs, retryFirstMs, retryLastMs } from './backoff'
import { ServerClock } from './server-clock'

test('[UI-017] the clock is wrong by at most half the quickest round trip', () => {
  const trip = fc.record({ thereMs: fc.nat(400), backMs: fc.nat(400) })
  fc.assert(
    fc.property(
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.array(trip, { minLength: 1, maxLength: 8 }),
      (aheadMs, trips) => {
        let local = 1_000_000
        const clock = new ServerClock(() => local)
        for (const { thereMs, backMs } of trips) {
          const sentAt = local
          local += thereMs
          const serverAt = local + aheadMs
          local += backMs
          clock.pong(sentAt, serverAt)
        }
        const quickest = Math.min(...trips.map((each) => each.thereMs + each.backMs))
        expect(Math.abs(clock.now() - (local + aheadMs))).toBeLessThanOrEqual(quickest / 2 + 1)
      },
    ),
  )
})

test('[UI-017] a clock that was set is believed at once', () => {
  const clock = new ServerClock(() => 1_000)
  clock.pong(990, 5_000)
  clock.pong(900, 500_000)
  expect(clock.now()).toBe(500_050)
})

test('[UI-015] the wait lies between half a second and ten seconds, whatever the lot', () => {
  const lot = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(fc.nat(10_000), lot, (attempt, drawn) => {
      const waitMs = retryAfterMs(attempt, drawn)
      expect(waitMs).toBeGreaterThanOrEqual(retryFirstMs)
      expect(waitMs).toBeLessThanOrEqual(retryLastMs)
    }),
  )
})
