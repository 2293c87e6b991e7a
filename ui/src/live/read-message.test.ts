// SPDX-License-Identifier: Apache-2.0
import { chainLinks, readinessLevels } from '@muster/contract/duty'
import { ServerMessage } from '@muster/contract/live'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { readMessage } from './read-message'

const ms = fc.integer({ min: 0, max: 4_000_000_000_000 })
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null })
const text = fc.string({ maxLength: 12 })
const number = fc.double({ noNaN: true, noDefaultInfinity: true })

const unit = fc.record({
  no: fc.nat(),
  id: fc.uuid({ version: 7 }),
  callsign: text,
  team: maybe(text),
  teamId: maybe(fc.uuid({ version: 7 })),
  officer: maybe(text),
  onDuty: fc.boolean(),
  status: maybe(fc.integer({ min: 0, max: 16 })),
  statusAtMs: maybe(ms),
  readiness: fc.constantFrom(...readinessLevels),
  missing: fc.subarray([...chainLinks]),
  compartmented: fc.boolean(),
  laterField: fc.constant('not known yet'),
})
const fix = fc.tuple(
  fc.nat(),
  number,
  number,
  ms,
  maybe(number),
  maybe(number),
  maybe(number),
  maybe(number),
  fc.nat(4),
)
const picture = fc.record({
  type: fc.constant('picture'),
  n: fc.nat(),
  full: fc.boolean(),
  resume: text,
  atMs: ms,
  units: fc.array(unit, { maxLength: 3 }),
  gone: fc.array(fc.nat(), { maxLength: 3 }),
  fixes: fc.array(fix, { maxLength: 3 }),
})
const summary = fc.record({ onDuty: fc.nat(), ready: fc.nat(), loggedOn: fc.nat(), notLoggedOn: fc.nat() })
const beat = fc.record({ type: fc.constant('beat'), n: fc.nat(), atMs: ms, resume: text, duty: maybe(summary) })
const pong = fc.record({ type: fc.constant('pong'), atMs: ms, serverAtMs: ms })
const frame = fc.oneof(picture, beat, pong)

const spoiling = fc.oneof(
  fc.jsonValue({ maxDepth: 1 }),
  fc.integer(),
  fc.constant(undefined),
  fc.constantFrom(17, -1, 0.5, 'x', 1e300),
)

/** Puts a wrong value somewhere inside, at a place drawn by lot. */
function spoil(value: unknown, lots: readonly number[], wrong: unknown): unknown {
  if (typeof value !== 'object' || value === null || lots.length === 0) return wrong
  const keys = Object.keys(value).filter((key) => key !== 'type')
  if (keys.length === 0) return wrong
  const key = keys[(lots[0] ?? 0) % keys.length] ?? ''
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...(value as unknown[])] : { ...value }
  const inside = copy as Record<string, unknown>
  inside[key] = spoil(inside[key], lots.slice(1), wrong)
  return copy
}

function bySchema(wire: string) {
  const read = z.safeDecode(ServerMessage, JSON.parse(wire) as z.input<typeof ServerMessage>)
  return read.success ? { kind: 'message', message: read.data } : { kind: 'unreadable' }
}

test('[UI-010] the hand-written reader reads what the schema reads', () => {
  fc.assert(
    fc.property(frame, (value) => {
      const wire = JSON.stringify(value)
      expect(bySchema(wire).kind).toBe('message')
      expect(readMessage(wire)).toEqual(bySchema(wire))
    }),
  )
})

test('[UI-010] and refuses what the schema refuses', () => {
  const seen = { message: 0, unreadable: 0 }
  fc.assert(
    fc.property(frame, fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }), spoiling, (value, lots, wrong) => {
      const wire = JSON.stringify(spoil(value, lots, wrong))
      const wanted = bySchema(wire)
      seen[wanted.kind as keyof typeof seen] += 1
      expect(readMessage(wire)).toMatchObject(wanted)
    }),
    { numRuns: 1_000, seed: 7 },
  )
  // The property says something only if both kinds came up.
  expect(seen.message).toBeGreaterThan(50)
  expect(seen.unreadable).toBeGreaterThan(300)
})

test.each([
  ['{"type":"weather","n":4}', 'unknown'],
  ['{"n":4}', 'unreadable'],
  ['[]', 'unreadable'],
  ['not json', 'unreadable'],
  ['{"type":"alarms","n":1,"full":true,"alarms":[{"id":"x"}]}', 'unreadable'],
])('[UI-011] %s is %s, and nothing throws', (wire, kind) => {
  expect(readMessage(wire).kind).toBe(kind)
})
