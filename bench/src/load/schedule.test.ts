// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nowMs } from '../machine/patience'
import { keepPace } from './pace'
import { dueMs, offsetMs, wholeSecondAfter } from './schedule'

test('[SC-511] moments are spread over the second', () => {
  expect([0, 1, 2, 3].map((unit) => offsetMs(unit, 4))).toEqual([0, 250, 500, 750])
})

test('[SC-511] unit and time of fix tell when a report was due', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20_000 }), fc.nat(), fc.nat(2_000_000_000), (units, any, second) => {
      const due = dueMs(any % units, units, second * 1_000)
      expect(Math.floor(due / 1_000)).toBe(second)
    }),
  )
})

test('[SC-511] a run begins on a whole second', () => {
  expect(wholeSecondAfter(1_000, 0)).toBe(1_000)
  expect(wholeSecondAfter(1_001, 500)).toBe(2_000)
  expect(wholeSecondAfter(1_501, 500)).toBe(3_000)
})

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('[SC-512] each unit once a second, in order, never early', async () => {
  const fromMs = wholeSecondAfter(nowMs(), 100)
  const sent: string[] = []
  const lateMs: number[] = []
  const pacing = keepPace({
    units: 3,
    fromMs,
    toMs: fromMs + 2_000,
    send: (unit, fixAtMs) => sent.push(`${(fixAtMs - fromMs) / 1_000}:${unit}`),
    left: (ms) => lateMs.push(ms),
  })
  await vi.advanceTimersByTimeAsync(3_500)
  await pacing
  expect(sent).toEqual(['0:0', '0:1', '0:2', '1:0', '1:1', '1:2'])
  expect(Math.min(...lateMs)).toBeGreaterThanOrEqual(0)
})
