// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyed, often, wireTexts } from '../../testing/wire-texts'
import { decodeOwnTracks } from './decode'

const now = 1_770_000_000_000
const ownTracksKeys = ['_type', 'lat', 'lon', 'tst', 'acc', 'alt', 'vel', 'cog', 'batt', 'alarm', 'emergency']
const nearOwnTracks = keyed(ownTracksKeys).map((each) => ({ _type: 'location', ...each }))

test('[AD-9] OwnTracks: no bytes make the decoder throw, and what it calls a fix has numbers in it', () =>
  fc.assert(
    fc.property(wireTexts(nearOwnTracks), (text) => {
      const message = decodeOwnTracks(text)
      const values = message.kind === 'fix' ? Object.values(message.fix) : []
      expect(values.filter((each) => each !== null && !['number', 'string'].includes(typeof each))).toEqual([])
      expect(typeof message.pressed).toBe('boolean')
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
