// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyValue, keyed, often, wireTexts } from '../../testing/wire-texts'
import { decodeOsmAndJson, decodeOsmAndQuery } from './decode'

const now = 1_770_000_000_000
const nearJson = fc.record({
  device_id: anyValue,
  location: fc.oneof(
    anyValue,
    fc.record({
      timestamp: anyValue,
      coords: keyed(['latitude', 'longitude', 'accuracy', 'speed', 'heading']),
      battery: anyValue,
      alarm: anyValue,
      extras: anyValue,
    }),
  ),
})
const queryKeys = [
  'id',
  'deviceid',
  'timestamp',
  'lat',
  'lon',
  'location',
  'speed',
  'bearing',
  'accuracy',
  'batt',
  'valid',
  'alarm',
]

test('[AD-9] OsmAnd: no bytes make either decoder throw, and a time is a number', () =>
  fc.assert(
    fc.property(wireTexts(nearJson), fc.dictionary(fc.constantFrom(...queryKeys), fc.string()), (text, fields) => {
      for (const report of [decodeOsmAndJson(text), decodeOsmAndQuery(new URLSearchParams(fields), now)]) {
        expect((report.fix === null) === (report.detail !== null)).toBe(true)
        expect(typeof (report.fix?.atMs ?? 0)).toBe('number')
      }
      expect(() => decodeOsmAndQuery(new URLSearchParams(text), now)).not.toThrow()
    }),
    often,
  ))

test.each([
  ['seconds', '1770000000'],
  ['milliseconds', '1770000000000'],
  ['ISO 8601', '2026-02-02T02:40:00Z'],
])('[AD-5] OsmAnd gives its time in %s', (_what, timestamp) => {
  const report = decodeOsmAndQuery(new URLSearchParams({ id: 'a', lat: '1', lon: '2', timestamp }), 5)
  expect(report.fix?.atMs).toBe(now)
})

test('[AD-5] OsmAnd query: knots, location in one field, names of old and new clients; JSON: m/s, −1 is unknown', () => {
  const query = decodeOsmAndQuery(
    new URLSearchParams('deviceid=a&location=53.8,-1.5&speed=10&heading=90&batt=40&accuracy=7'),
    now,
  )
  expect(query).toMatchObject({
    id: 'a',
    fix: { lat: 53.8, lon: -1.5, courseDeg: 90, batteryPercent: 40, accuracyM: 7, atMs: now },
  })
  expect(query.fix?.speedMps).toBeCloseTo(5.144, 3)
  const json = JSON.stringify({
    device_id: 'a',
    location: {
      timestamp: '2026-02-02T02:40:00Z',
      coords: { latitude: 1, longitude: 2, speed: -1, heading: -1, accuracy: 5 },
      battery: { level: 0.5 },
    },
  })
  expect(decodeOsmAndJson(json)).toMatchObject({
    id: 'a',
    fix: { atMs: now, speedMps: null, courseDeg: null, batteryPercent: 50 },
  })
})

test.each([
  ['lat=NaN&lon=2', true],
  ['lat=x&lon=2', false],
  ['lon=2', false],
  ['lat=1&lon=2&timestamp=whenever', false],
  ['lat=1&lon=2&valid=false', false],
])('[AD-7] OsmAnd %s gives a position: %s; its alarm counts all the same', (query, position) => {
  const report = decodeOsmAndQuery(new URLSearchParams(`id=a&alarm=SOS&${query}`), now)
  expect([report.fix !== null, report.pressed]).toEqual([position, true])
})
