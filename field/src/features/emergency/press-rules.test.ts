// SPDX-License-Identifier: Apache-2.0
import { PressBody } from '@muster/contract/emergency'
import type { PressId } from '@muster/contract/ids'
import type { FixMessage } from '@muster/contract/live'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type PressFacts, pressWire } from './press-rules'

const id = '01890a5d-ac96-774b-bcce-b302099a8057' as PressId
const bare: PressFacts = { id, atMs: 0, silent: false, fix: null, batteryPercent: null, callsign: null, deviceId: null }

test('[UI-311] a press carries its true time, and the place with a time of its own', () => {
  const fix: FixMessage = { at: Date.UTC(2026, 0, 2, 3, 4, 5), lat: 51.5, lon: -0.12, accuracyM: 8, speedMps: 3 }
  expect(
    pressWire({
      ...bare,
      atMs: Date.UTC(2026, 0, 2, 3, 5, 0),
      silent: true,
      fix,
      batteryPercent: 44,
      callsign: 'PT117',
      deviceId: 'd',
    }),
  ).toEqual({
    id,
    at: '2026-01-02T03:05:00.000Z',
    silent: true,
    lat: 51.5,
    lon: -0.12,
    fixAt: '2026-01-02T03:04:05.000Z',
    accuracyM: 8,
    batteryPercent: 44,
    callsign: 'PT117',
    deviceId: 'd',
  })
})

test('[UI-312] a press of which nothing is known is still a press', () => {
  expect(pressWire({ ...bare, atMs: Number.NaN })).toEqual({ id, silent: false })
})

test('[UI-312] no fact, however broken, stops a press or makes it unreadable', () => {
  const number = fc.oneof(
    fc.double(),
    fc.constantFrom(Number.NaN, Infinity, -Infinity, 8.64e15 + 1, 253_402_300_800_000, -1, 0, 91, 181),
  )
  const text = fc.oneof(fc.constant(null), fc.string({ maxLength: 100 }))
  const fix = fc.oneof(
    fc.constant(null),
    fc.record({ at: number, lat: number, lon: number, accuracyM: fc.oneof(number, fc.constant(null)) }),
  )
  const facts = fc.record({
    atMs: number,
    silent: fc.boolean(),
    fix,
    batteryPercent: fc.oneof(number, fc.constant(null)),
    callsign: text,
    deviceId: text,
  })
  fc.assert(
    fc.property(facts, (given) => {
      const wire = pressWire({ id, ...given })
      const travelled: unknown = JSON.parse(JSON.stringify(wire))
      expect(PressBody.safeParse(travelled).success).toBe(true)
      expect(wire.id).toBe(id)
      expect((wire.lat === undefined) === (wire.fixAt === undefined)).toBe(true)
    }),
  )
})
