// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { openClock } from './clock'

function floorFile(): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'muster-clock-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return path.join(dir, 'clock')
}

test('[HO-010] whatever the wall clock does, time never runs backwards, over restarts either', () => {
  const file = floorFile()
  fc.assert(
    fc.property(
      fc.array(fc.record({ wall: fc.integer({ min: -1e12, max: 1e12 }), passes: fc.nat(1e6), restart: fc.boolean() })),
      (steps) => {
        const machine = { wall: 2e12, mono: 0 }
        const sources = { wallMs: () => machine.wall, monotonicMs: () => machine.mono }
        let clock = openClock(file, sources)
        let last = clock.now()
        for (const { wall, passes, restart } of steps) {
          machine.wall = 2e12 + wall
          machine.mono += passes
          clock.persist()
          if (restart) clock = openClock(file, sources)
          expect(clock.now()).toBeGreaterThanOrEqual(last)
          last = clock.now()
        }
      },
    ),
    { numRuns: 30 },
  )
})

test('[HO-010] a floor that cannot be read is no floor, and one that cannot be written stops nothing', () => {
  const file = floorFile()
  writeFileSync(file, 'rubbish')
  const sources = { wallMs: () => 1_000, monotonicMs: () => 0 }
  expect(openClock(file, sources).now()).toBe(1_000)
  expect(() => openClock(path.join(file, 'below-a-file'), sources).persist()).not.toThrow()
  openClock(file, sources).persist()
  expect(readFileSync(file, 'utf8')).toBe('1000')
})

test('[HO-011] how far the wall clock has drifted shows', () => {
  const machine = { wall: 50_000, mono: 0 }
  const clock = openClock(null, { wallMs: () => machine.wall, monotonicMs: () => machine.mono })
  machine.mono = 1_000
  machine.wall = 61_000
  expect(clock.wallOffsetMs()).toBe(10_000)
})
