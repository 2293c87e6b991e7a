// SPDX-License-Identifier: Apache-2.0
import type { Fix } from '@muster/contract/place'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distanceM, fastestMps, futureMs, judge, oldestMs, speedBetween, tidy, type Doubt } from './rules'

const now = 1_770_000_000_000
const fix = (over: Partial<Fix> = {}): Fix => ({
  atMs: now,
  lat: 53.8,
  lon: -1.55,
  accuracyM: 5,
  speedMps: null,
  courseDeg: null,
  altitudeM: null,
  batteryPercent: null,
  source: 'owntracks',
  ...over,
})
const last = fix({ atMs: now - 10_000 })
/** One degree of latitude is 111 km: in ten seconds 40,000 km/h. */
const jump = fix({ lat: 54.8 })

test.each([
  ['a good one', fix(), 'live'],
  ['one of the same time', fix({ atMs: last.atMs }), 'late'],
  ['an older one', fix({ atMs: last.atMs - 1_000 }), 'late'],
  ['the last moment of the future that is believed', fix({ atMs: now + futureMs }), 'live'],
  ['the oldest that is history', fix({ atMs: now - oldestMs }), 'late'],
] as const)('[LO-6] %s is %s', (_what, given, kind) => expect(judge(given, last, null, now)).toEqual({ kind }))

test.each([
  ['LO-1', fix({ lat: Number.NaN }), 'not-a-number'],
  ['LO-1', fix({ lon: Infinity }), 'not-a-number'],
  ['LO-1', fix({ atMs: Number.NaN }), 'not-a-number'],
  ['LO-1', fix({ lat: 90.001 }), 'out-of-range'],
  ['LO-1', fix({ lon: -180.001 }), 'out-of-range'],
  ['LO-1', fix({ lat: 0, lon: 0 }), 'zero-zero'],
  ['LO-1', fix({ lat: -0, lon: 0 }), 'zero-zero'],
  ['LO-2', fix({ atMs: now + futureMs + 1 }), 'in-the-future'],
  ['LO-2', fix({ atMs: now - oldestMs - 1 }), 'too-old'],
  ['LO-3', jump, 'impossible-speed'],
] as const)('[LO-1, LO-2, LO-3] %s: set aside as it should be (%#)', (_rule, given, reason) => {
  expect(judge(given, last, null, now)).toMatchObject({ kind: 'set-aside', reason, detail: expect.stringMatching(/./) })
})

test('[LO-3] the equator and the Greenwich meridian are places like any other', () => {
  expect(judge(fix({ lat: 0 }), null, null, now)).toEqual({ kind: 'live' })
  expect(judge(fix({ lon: 0 }), null, null, now)).toEqual({ kind: 'live' })
})

test('[LO-4] three in a row that agree with each other outweigh the one that they disagree with', () => {
  const kinds: string[] = []
  let doubt: Doubt | null = null
  for (const seconds of [0, 10, 20]) {
    const judgement = judge({ ...jump, atMs: now + seconds * 1_000 }, last, doubt, now + seconds * 1_000)
    kinds.push(judgement.kind)
    doubt = judgement.kind === 'set-aside' ? judgement.doubt : null
  }
  expect(kinds).toEqual(['set-aside', 'set-aside', 'live'])
})

test('[LO-4] jumps to places that do not agree are never believed', () => {
  let doubt: Doubt | null = null
  for (let n = 0; n < 20; n++) {
    const judgement = judge(fix({ lat: n % 2 === 0 ? 57 : 50, atMs: now + n }), last, doubt, now + n)
    expect(judgement.kind).toBe('set-aside')
    doubt = judgement.kind === 'set-aside' ? judgement.doubt : null
  }
})

const degrees = (most: number) => fc.oneof(fc.double({ min: -most, max: most, noNaN: true }), fc.double())
const anyFix = fc.record({
  atMs: fc.oneof(fc.integer({ min: now - 2 * oldestMs, max: now + 2 * futureMs }), fc.double()),
  lat: degrees(90),
  lon: degrees(180),
  accuracyM: fc.option(fc.double()),
})

test('[LO-6] whatever comes, what moves the icon is on the globe, new, not ahead of the clock and not faster than can be', () =>
  fc.assert(
    fc.property(anyFix, anyFix, (given, before) => {
      const believed = tidy(fix(before))
      const judgement = judge(
        tidy(fix(given)),
        judge(believed, null, null, now).kind === 'live' ? believed : null,
        null,
        now,
      )
      if (judgement.kind === 'set-aside') return
      expect(Math.abs(given.lat)).toBeLessThanOrEqual(90)
      expect(Math.abs(given.lon)).toBeLessThanOrEqual(180)
      expect(given.atMs).toBeLessThanOrEqual(now + futureMs)
      if (judge(believed, null, null, now).kind !== 'live') return
      expect(speedBetween(believed, tidy(fix(given)))).toBeLessThanOrEqual(fastestMps)
      expect(judgement.kind).toBe(given.atMs > believed.atMs ? 'live' : 'late')
    }),
    { numRuns: 2_000 },
  ))

test('[LO-7] a number that cannot be is unknown, never zero', () => {
  const odd = { accuracyM: -1, speedMps: -1, courseDeg: 400, altitudeM: 99_999, batteryPercent: 101 }
  expect(tidy(fix(odd))).toMatchObject({
    accuracyM: null,
    speedMps: null,
    courseDeg: null,
    altitudeM: null,
    batteryPercent: null,
  })
  const good = { accuracyM: 0, speedMps: 0, courseDeg: 0, altitudeM: 0, batteryPercent: 0 }
  expect(tidy(fix(good))).toMatchObject(good)
  expect(tidy(fix({ accuracyM: Number.NaN })).accuracyM).toBeNull()
})

test('[LO-3] a distance is right to half a per cent, and no distance is not a number', () => {
  // London to Edinburgh, 534 km; one degree along the equator, 111.2 km; to the antipode, half way round.
  expect(distanceM({ lat: 51.5074, lon: -0.1278 }, { lat: 55.9533, lon: -3.1883 }) / 534_000).toBeCloseTo(1, 2)
  expect(distanceM({ lat: 0, lon: 0 }, { lat: 0, lon: 1 })).toBeCloseTo(111_195, -1)
  expect(distanceM({ lat: 0, lon: 0 }, { lat: 0, lon: 180 })).toBeCloseTo(20_015_115, -2)
})
