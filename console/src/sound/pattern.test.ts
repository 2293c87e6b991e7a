// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { burstOf, priorities } from './pattern'

test.each([
  ['high', 5],
  ['medium', 3],
] as const)('[UI-220] %s priority has %i pulses', (priority, count) => {
  expect(burstOf(priority).pulses).toHaveLength(count)
})

test.each(priorities)(
  '[UI-220] %s: a fundamental of 150 Hz to 1 kHz with four harmonics or more, pulses apart, done before the next burst',
  (priority) => {
    const { pulses, everyMs } = burstOf(priority)
    let freeFromMs = 0
    for (const { atMs, lengthMs, hz, gains } of pulses) {
      expect(hz).toBeGreaterThanOrEqual(150)
      expect(hz).toBeLessThanOrEqual(1_000)
      expect(gains.slice(1).filter((gain) => gain > 0).length).toBeGreaterThanOrEqual(4)
      expect(atMs).toBeGreaterThanOrEqual(freeFromMs)
      freeFromMs = atMs + lengthMs
    }
    expect(freeFromMs).toBeLessThan(everyMs)
  },
)
