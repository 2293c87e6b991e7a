// SPDX-License-Identifier: Apache-2.0
import { newId, type CompartmentId, type PersonId, type PressId } from '@muster/contract/ids'
import { Refused } from '@muster/contract/refusal'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromUnknown, readPress } from './reader'
import {
  acknowledge,
  close,
  join,
  mustWiden,
  oldestPressMs,
  pressTime,
  raise,
  widenAfterMs,
  type PressRecord,
} from './rules'

const now = Date.UTC(2026, 10, 22, 12)
const officer = newId<PersonId>()
const secret = newId<CompartmentId>()

function press(over: Partial<PressRecord> = {}): PressRecord {
  return {
    id: newId<PressId>(),
    joinKey: 'unit:1',
    unitId: null,
    claimed: 'PT117',
    trust: 'signed-in',
    source: 'field-app',
    address: 'a',
    silent: false,
    pressedAt: now,
    receivedAt: now,
    place: null,
    batteryPercent: null,
    compartments: [],
    notes: [],
    ...over,
  }
}

describe('reading a press', () => {
  test('[EM-2] whatever the bytes, it is read, and never throws', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        const read = readPress(bytes)
        expect(read.place === null || Math.abs(read.place.lat) <= 90).toBe(true)
      }),
      { numRuns: 2_000 },
    ))

  test('[EM-2] whatever the JSON, it is read, and nothing out of range comes through', () =>
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (lat, lon, at) => {
        const { place, pressedAt } = fromUnknown({ lat, lon, at })
        expect([place?.lat ?? 0, place?.lon ?? 0].every((value) => Number.isFinite(value))).toBe(true)
        expect(Number.isSafeInteger(pressedAt ?? 0)).toBe(true)
      }),
    ))

  test.each([
    ['', []],
    ['garbage', ['body is not JSON']],
    ['[1]', ['body is not an object']],
    ['{"lat":"north","lon":1}', ['lat: not a latitude']],
    ['{"lat":91,"lon":1,"at":"yesterday"}', ['lat: not a latitude', 'at: not a time']],
    ['{"lat":0,"lon":0}', ['lat, lon: 0, 0 is what a receiver without a fix reports']],
    ['{"id":"../../etc","silent":"yes"}', ['id: not a UUID', 'silent: not true or false']],
  ])('[EM-2] %s is a press with notes %j', (body, notes) => expect(readPress(Buffer.from(body)).notes).toEqual(notes))

  test('[EM-2] a good one loses nothing', () => {
    const read = readPress(
      '{"id":"01A2053E-1592-76D3-A9B3-B3DEDD4D3C63","at":"2026-11-22T12:00:00Z","lat":51.5,"lon":-0.1,"accuracyM":8,"batteryPercent":80,"silent":true,"callsign":"PT117"}',
    )
    expect(read).toEqual({
      id: '01a2053e-1592-76d3-a9b3-b3dedd4d3c63',
      pressedAt: now,
      place: { lat: 51.5, lon: -0.1, accuracyM: 8, at: null },
      batteryPercent: 80,
      silent: true,
      callsign: 'PT117',
      deviceId: null,
      notes: [],
    })
  })
})

describe('the alarm', () => {
  test('[EM-3] has the id of its first press', () => {
    const first = press()
    expect(raise(first).id).toBe(first.id)
  })

  test('[EM-4] counts every press and keeps the newest place, in whatever order they come', () =>
    fc.assert(
      fc.property(fc.array(fc.nat(100_000), { minLength: 1, maxLength: 20 }), (times) => {
        const presses = times.map((at) =>
          press({ receivedAt: now + at, place: { lat: at / 10_000, lon: 1, accuracyM: null, at: now + at } }),
        )
        const [first, ...rest] = presses as [PressRecord, ...PressRecord[]]
        const alarm = rest.reduce(join, raise(first))
        expect(alarm.presses).toBe(times.length)
        expect(alarm.place?.at).toBe(now + Math.max(...times))
        expect(alarm.lastPressAt).toBe(now + Math.max(...times))
      }),
    ))

  test('[EM-4] one loud press ends its silence, and silence never comes back', () => {
    const silent = raise(press({ silent: true }))
    expect(join(silent, press({ silent: true })).silent).toBe(true)
    expect(join(join(silent, press()), press({ silent: true })).silent).toBe(false)
  })

  test.each([
    [null, now, null],
    [now - 40 * 60_000, now - 40 * 60_000, null],
    [now + 4_000, now, null],
    [now + 3_600_000, now, 'at: in the future, time of receipt used'],
    [now - oldestPressMs - 1, now, 'at: more than a week old, time of receipt used'],
  ])('[EM-5] a press that says %s is timed %i', (claimed, at, note) =>
    expect(pressTime(claimed, now)).toEqual({ at, note }),
  )

  test('[EM-6] is acknowledged once, closed once, and closed also when nobody acknowledged', () => {
    const taken = acknowledge(raise(press()), officer, now)
    expect(() => acknowledge(taken, officer, now)).toThrow(Refused)
    const closed = close(taken, officer, 'resolved', now)
    expect(closed).toMatchObject({ closedAt: now, closeReason: 'resolved', acknowledgedAt: now })
    expect(() => close(closed, officer, 'resolved', now)).toThrow(Refused)
    expect(() => acknowledge(closed, officer, now)).toThrow(Refused)
    expect(close(raise(press()), officer, 'pressed-by-mistake', now).closeReason).toBe('pressed-by-mistake')
  })

  test.each([
    ['nobody cleared is there', 0, 0, true],
    ['somebody cleared has it, just now', 1, 0, false],
    ['nobody of them acts', 1, widenAfterMs, true],
    ['a moment before', 1, widenAfterMs - 1, false],
  ])('[EM-8] %s: shown to all is %s', (_, cleared, afterMs, wide) =>
    expect(mustWiden(raise(press({ compartments: [secret] })), cleared, now + afterMs)).toBe(wide),
  )

  test('[EM-8] without a compartment there is nothing to widen, and what is acknowledged stays with whoever has it', () => {
    expect(mustWiden(raise(press()), 0, now + 60_000)).toBe(false)
    expect(mustWiden(acknowledge(raise(press({ compartments: [secret] })), officer, now), 0, now + 60_000)).toBe(false)
  })
})
