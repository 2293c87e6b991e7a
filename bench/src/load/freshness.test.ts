// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { Freshness } from './freshness'
import { Samples } from './samples'

const wanted = { units: 2, consoles: 2, fromMs: 10_000, toMs: 12_000 }

test('[SC-513] time runs from the moment that the report was due', () => {
  const freshness = new Freshness(wanted)
  freshness.seen(0, 1, 10_000, 10_512)
  expect([...freshness.samples.taken()]).toEqual([12])
})

test('[SC-513] once for each console, and only what is newer', () => {
  const freshness = new Freshness(wanted)
  freshness.seen(0, 0, 11_000, 11_001)
  freshness.seen(0, 0, 11_000, 11_002)
  freshness.seen(0, 0, 10_000, 11_003)
  expect(freshness.samples.count).toBe(1)
  freshness.seen(1, 0, 11_000, 11_004)
  expect(freshness.samples.count).toBe(2)
})

test('[SC-513] nothing from before or after the span', () => {
  const freshness = new Freshness(wanted)
  freshness.seen(0, 0, 9_000, 9_001)
  freshness.seen(0, 0, 12_000, 12_001)
  expect(freshness.samples.count).toBe(0)
})

test('[SC-513] more samples than there can be are a fault, not a figure', () => {
  const samples = new Samples(1)
  samples.add(1)
  expect(() => samples.add(2)).toThrow('more than 1 samples')
})
