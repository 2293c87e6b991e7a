// SPDX-License-Identifier: Apache-2.0
import type { FixTuple } from '@muster/contract/live'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eachFix } from './picture-frame'

const optional = fc.option(fc.integer({ min: 0, max: 9_999 }).map((tenths) => tenths / 10))
const fix: fc.Arbitrary<FixTuple> = fc.tuple(
  fc.nat(100_000),
  fc.double({ min: -90, max: 90, noNaN: true }),
  fc.double({ min: -180, max: 180, noNaN: true }),
  fc.integer({ min: 1_600_000_000_000, max: 1_900_000_000_000 }),
  optional,
  optional,
  optional,
  optional,
  fc.nat(6),
)
const unit = fc.record({ no: fc.nat(), callsign: fc.string(), missing: fc.array(fc.string()) })

const read = (frame: object) => {
  const found: [number, number][] = []
  const isRead = eachFix(Buffer.from(JSON.stringify(frame)), (no, atMs) => found.push([no, atMs]))
  return { isRead, found }
}
const pictureOf = (units: object[], fixes: FixTuple[]) => ({ type: 'picture', n: 1, units, gone: [], fixes })

test('[SC-514] the same fixes as a JSON parser finds', () => {
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 3 }), fc.array(fix, { maxLength: 20 }), (units, fixes) => {
      expect(read(pictureOf(units, fixes))).toEqual({ isRead: true, found: fixes.map(([no, , , at]) => [no, at]) })
    }),
  )
})

test('[SC-514] a frame of another layout is not half read', () => {
  expect(read({ type: 'picture', places: [] })).toEqual({ isRead: false, found: [] })
  expect(read({ type: 'picture', fixes: [[1, 2]] })).toEqual({ isRead: false, found: [] })
  expect(eachFix(Buffer.from('{"fixes":[[1,51.5,-0.1,1700'), () => undefined)).toBe(false)
})
