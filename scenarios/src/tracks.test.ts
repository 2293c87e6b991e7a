// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bases } from './agency/lists/bases'
import { distanceM } from './earth'
import { fastestMps, fixAt, trackOf, truthAt } from './tracks'

const fromMs = Date.UTC(2026, 0, 1)
const anyTime = fc.integer({ min: fromMs, max: fromMs + 7 * 86_400_000 })
const anyUnit = fc.record({ unit: fc.string({ minLength: 1, maxLength: 12 }), baseNo: fc.nat(bases.length - 1) })
const baseOf = ({ baseNo }: { baseNo: number }) => bases[baseNo] as (typeof bases)[number]
const trackFor = (each: { unit: string; baseNo: number }) =>
  trackOf({ seed: 'test', unit: each.unit, base: baseOf(each) })

test('[SC-9] nobody drives faster than 60 mph, and what is said agrees with what is driven', () =>
  fc.assert(
    fc.property(anyUnit, anyTime, fc.integer({ min: 100, max: 10_000 }), (unit, atMs, forMs) => {
      const track = trackFor(unit)
      const from = truthAt(track, atMs)
      const to = truthAt(track, atMs + forMs)
      expect(from.speedMps).toBeLessThanOrEqual(fastestMps)
      // A thousandth more for the flat earth, and a decimetre for rounding.
      expect(distanceM(from, to)).toBeLessThanOrEqual(fastestMps * (forMs / 1_000) * 1.001 + 0.1)
    }),
  ))

test('[SC-9] a unit does not jump: within a tenth of a second it goes as far as its speed allows', () =>
  fc.assert(
    fc.property(anyUnit, anyTime, (unit, atMs) => {
      const track = trackFor(unit)
      const [from, to] = [truthAt(track, atMs), truthAt(track, atMs + 100)]
      expect(distanceM(from, to)).toBeLessThanOrEqual(Math.max(from.speedMps, to.speedMps) * 0.1 * 1.001 + 0.05)
    }),
  ))

test('[SC-9] units move most of the time and stand some of it', () => {
  const { parts, periodMs } = trackOf({ seed: 'test', unit: 'Anvil 101', base: bases[0] as (typeof bases)[number] })
  const standingMs = parts.filter(({ kind }) => kind === 'stop').reduce((sum, { lastsMs }) => sum + lastsMs, 0)
  expect(standingMs).toBeGreaterThan(0)
  expect(standingMs / periodMs).toBeLessThan(0.5)
})

test('[SC-10] a unit stays within 30 km of its base', () =>
  fc.assert(
    fc.property(anyUnit, anyTime, (unit, atMs) => {
      expect(distanceM(baseOf(unit), truthAt(trackFor(unit), atMs))).toBeLessThan(30_000)
    }),
  ))

test('[SC-11] where a unit is depends on seed, unit and time alone, not on what was asked before', () =>
  fc.assert(
    fc.property(anyUnit, fc.array(anyTime, { maxLength: 5 }), anyTime, (unit, others, atMs) => {
      const track = trackFor(unit)
      for (const other of others) fixAt(track, other)
      expect(fixAt(track, atMs)).toEqual(fixAt(trackFor(unit), atMs))
    }),
  ))

test('[SC-11] the reported place is within the reported accuracy, and the fields are in range', () =>
  fc.assert(
    fc.property(anyUnit, anyTime, (unit, atMs) => {
      const track = trackFor(unit)
      const fix = fixAt(track, atMs)
      expect(distanceM(truthAt(track, atMs), fix)).toBeLessThanOrEqual(fix.accuracyM + 0.1)
      expect(fix.accuracyM).toBeGreaterThan(0)
      expect(fix.accuracyM).toBeLessThan(60)
      expect(fix.courseDeg).toBeGreaterThanOrEqual(0)
      expect(fix.courseDeg).toBeLessThan(360)
      expect(fix.batteryPercent).toBeGreaterThanOrEqual(20)
      expect(fix.batteryPercent).toBeLessThanOrEqual(100)
    }),
  ))
