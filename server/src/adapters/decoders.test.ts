// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeOsmAndJson, decodeOsmAndQuery } from './osmand/decode'
import { decodeOwnTracks } from './owntracks/decode'
import { decodeRadioLine } from './radio/decode'

const now = 1_770_000_000_000
const value = fc.oneof(fc.jsonValue(), fc.double(), fc.constantFrom('sos', 'NaN', '0', 0, -1, null, true))
const keyed = (keys: string[]) => fc.dictionary(fc.constantFrom(...keys), value)
const json = (arbitrary: fc.Arbitrary<unknown>) => arbitrary.map((each) => JSON.stringify(each) ?? '')
/** Anything at all, JSON of any shape, and JSON of nearly the right shape. */
const texts = (near: fc.Arbitrary<unknown>) =>
  fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('utf8')),
    json(fc.jsonValue()),
    json(near),
  )
const often = { numRuns: 2_000 }

const ownTracksKeys = ['_type', 'lat', 'lon', 'tst', 'acc', 'alt', 'vel', 'cog', 'batt', 'alarm', 'emergency']
const nearOwnTracks = keyed(ownTracksKeys).map((each) => ({ _type: 'location', ...each }))

test('[AD-9] OwnTracks: no bytes make the decoder throw, and what it calls a fix has numbers in it', () =>
  fc.assert(
    fc.property(texts(nearOwnTracks), (text) => {
      const message = decodeOwnTracks(text)
      if (message.kind === 'fix')
        for (const each of Object.values(message.fix))
          expect(each === null || ['number', 'string'].includes(typeof each)).toBe(true)
      expect(typeof message.pressed).toBe('boolean')
    }),
    often,
  ))

const nearJson = fc.record({
  device_id: value,
  location: fc.oneof(
    value,
    fc.record({
      timestamp: value,
      coords: keyed(['latitude', 'longitude', 'accuracy', 'speed', 'heading']),
      battery: value,
      alarm: value,
      extras: value,
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
    fc.property(texts(nearJson), fc.dictionary(fc.constantFrom(...queryKeys), fc.string()), (text, fields) => {
      for (const report of [decodeOsmAndJson(text), decodeOsmAndQuery(new URLSearchParams(fields), now)]) {
        expect((report.fix === null) === (report.detail !== null)).toBe(true)
        if (report.fix !== null) expect(typeof report.fix.atMs).toBe('number')
      }
      expect(() => decodeOsmAndQuery(new URLSearchParams(text), now)).not.toThrow()
    }),
    often,
  ))

test('[AD-9] radio: no line makes the decoder throw, and nothing lies in the future', () =>
  fc.assert(
    fc.property(texts(keyed(['issi', 'event', 'gssi', 'status', 'at'])), (text) => {
      const line = decodeRadioLine(text, now)
      if (line.kind === 'status') expect(line.at).toBeLessThanOrEqual(now)
      if (line.kind === 'event') expect(line.event.at).toBeLessThanOrEqual(now)
    }),
    often,
  ))

test.each([
  ['{"_type":"location","lat":1,"lon":2,"tst":3,"alarm":"sos"}', 'fix', true],
  ['{"_type":"location","lat":"x","lon":2,"tst":3,"alarm":true}', 'unreadable', true],
  ['{"_type":"location","lat":1,"lon":2,"tst":3', 'unreadable', false],
  ['{"_type":"location","lat":NaN,"lon":2,"tst":3,"alarm":"sos"}', 'unreadable', true],
  ['{"_type":"lwt","tst":1}', 'other', false],
  ['{"_type":"status","emergency":true}', 'other', true],
  ['[]', 'unreadable', false],
  ['{}', 'unreadable', false],
])('[AD-8] OwnTracks %s is %s; pressed: %s', (text, kind, pressed) => {
  expect(decodeOwnTracks(text)).toMatchObject({ kind, pressed })
})

test('[AD-1] OwnTracks comes in its own units: seconds, whole metres, km/h', () => {
  const text = JSON.stringify({
    _type: 'location',
    lat: 53.8,
    lon: -1.5,
    tst: 1_770_000_000,
    acc: 12,
    vel: 36,
    cog: 90,
    batt: 55,
    alt: 40,
  })
  expect(decodeOwnTracks(text)).toMatchObject({
    fix: {
      atMs: now,
      lat: 53.8,
      lon: -1.5,
      accuracyM: 12,
      speedMps: 10,
      courseDeg: 90,
      batteryPercent: 55,
      altitudeM: 40,
    },
  })
})

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

test.each([
  ['{"issi":"123","event":"attach"}', { kind: 'event', event: { issi: '123', event: 'attach', gssi: null, at: now } }],
  ['{"issi":123,"event":"group","gssi":"9"}', { kind: 'event', event: { event: 'group', gssi: '9' } }],
  ['{"issi":"123"}', { kind: 'event', event: { event: 'heard' } }],
  ['{"issi":"123","status":"6"}', { kind: 'status', code: 6 }],
  ['{"issi":"123","status":17}', { kind: 'unreadable', pressed: false }],
  ['{"issi":"123","event":"group"}', { kind: 'unreadable' }],
  ['{"issi":"123","event":"explode"}', { kind: 'unreadable' }],
  ['{"issi":"x","status":0}', { kind: 'unreadable', issi: null, pressed: true }],
  ['{"issi":"123","status":0', { kind: 'unreadable', pressed: false }],
  ['garbage "status": 0, more', { kind: 'unreadable', pressed: true }],
  ['null', { kind: 'unreadable', pressed: false }],
])('[AD-10] the line %s', (text, meaning) => expect(decodeRadioLine(text, now)).toMatchObject(meaning))
