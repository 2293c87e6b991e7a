// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { column, floatsPerRow, MarkRows, packLook, shownAt } from './mark-rows'
import { latToMercatorY, lonToMercatorX } from './mercator'
import { markShapes, markTones, type UnitMark } from './unit-mark'

const bootMs = 1_790_000_000_000
const mark = (no: number, more: Partial<UnitMark> = {}): UnitMark => ({
  no,
  lat: 51.67,
  lon: -1.28,
  fixAtMs: bootMs,
  accuracyM: 8,
  shape: 'circle',
  tone: 'sky',
  stale: false,
  emergency: false,
  ...more,
})
const rowOf = (rows: MarkRows, no: number): number => rows.rowOf(no) ?? Number.NaN
const read = (rows: MarkRows, no: number, name: keyof typeof column): number =>
  rows.rows[rowOf(rows, no) * floatsPerRow + column[name]] ?? Number.NaN

test('[UI-110] high and low part together hold a position to the centimetre, anywhere', () => {
  const centimetre = 0.01 / 40_075_016
  fc.assert(
    fc.property(
      fc.double({ min: -85, max: 85, noNaN: true }),
      fc.double({ min: -180, max: 180, noNaN: true }),
      (lat, lon) => {
        const rows = new MarkRows(bootMs)
        rows.upsert([mark(1, { lat, lon })], bootMs, true)
        const [x, y] = shownAt(rows.rows, 0, 0)
        expect(Math.abs(x - lonToMercatorX(lon))).toBeLessThan(centimetre)
        expect(Math.abs(y - latToMercatorY(lat))).toBeLessThan(centimetre)
      },
    ),
  )
})

test('[UI-111] only the rows that changed are dirty, and only once', () => {
  const rows = new MarkRows(bootMs)
  rows.replace(
    Array.from({ length: 100 }, (_, no) => mark(no)),
    bootMs,
    true,
  )
  expect(rows.takeDirty()).toEqual({ first: 0, count: 100 })
  expect(rows.takeDirty()).toBeNull()
  rows.upsert([mark(40, { tone: 'green' }), mark(42, { tone: 'green' })], bootMs, true)
  expect(rows.takeDirty()).toEqual({ first: 40, count: 3 })
  rows.remove(7)
  expect(rows.takeDirty()).toEqual({ first: 7, count: 1 })
  rows.remove(98)
  expect(rows.takeDirty()).toBeNull()
})

type Change =
  | { readonly kind: 'upsert' | 'remove'; readonly no: number; readonly lat: number }
  | { readonly kind: 'replace'; readonly nos: readonly number[] }
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('upsert' as const, 'remove' as const),
    no: fc.nat(600),
    lat: fc.integer({ min: -80, max: 80 }),
  }),
  fc.record({ kind: fc.constant('replace' as const), nos: fc.array(fc.nat(600), { maxLength: 400 }) }),
)

test('[UI-112] after any changes, through growth as well, the rows are the units that are left', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
      const rows = new MarkRows(bootMs)
      const latByNo = new Map<number, number>()
      for (const one of changes) {
        if (one.kind === 'replace') {
          rows.replace(
            one.nos.map((no) => mark(no, { lat: 10 })),
            bootMs,
            false,
          )
          latByNo.clear()
          for (const no of one.nos) latByNo.set(no, 10)
        } else if (one.kind === 'remove') {
          rows.remove(one.no)
          latByNo.delete(one.no)
        } else {
          rows.upsert([mark(one.no, { lat: one.lat })], bootMs, false)
          latByNo.set(one.no, one.lat)
        }
      }
      expect(rows.count).toBe(latByNo.size)
      const drawn = Array.from({ length: rows.count }, (_, row) => rows.rows[row * floatsPerRow + column.no])
      expect(new Set(drawn)).toEqual(new Set(latByNo.keys()))
      for (const [no, lat] of latByNo) expect(read(rows, no, 'yHigh')).toBeCloseTo(latToMercatorY(lat), 6)
    }),
  )
})

test('[UI-113] a mark slides from where it is shown, and the map is drawn until it arrives', () => {
  const rows = new MarkRows(bootMs)
  rows.upsert([mark(1, { lon: 0 })], bootMs, true)
  rows.upsert([mark(1, { lon: 0.01, fixAtMs: bootMs + 1000 })], bootMs + 1000, true)
  expect(rows.movingUntilS).toBe(2)
  expect(shownAt(rows.rows, 0, 1)[0]).toBeCloseTo(lonToMercatorX(0), 9)
  expect(shownAt(rows.rows, 0, 1.5)[0]).toBeCloseTo(lonToMercatorX(0.005), 9)
  expect(shownAt(rows.rows, 0, 9)[0]).toBeCloseTo(lonToMercatorX(0.01), 9)
  // Turned back half-way: it goes on from half-way, without a leap.
  rows.upsert([mark(1, { lon: 0, fixAtMs: bootMs + 1500 })], bootMs + 1500, true)
  expect(shownAt(rows.rows, 0, 1.5)[0]).toBeCloseTo(lonToMercatorX(0.005), 9)
})

test.each([
  ['reduced motion', { lon: 0.01 }, false],
  ['an emergency', { lon: 0.01, emergency: true }, true],
  ['a jump of 70 km', { lon: 1 }, true],
] as const)('[UI-113] with %s a mark is at its new place at once', (_why, moved, slides) => {
  const rows = new MarkRows(bootMs)
  rows.upsert([mark(1, { lon: 0 })], bootMs, slides)
  rows.upsert([mark(1, moved)], bootMs + 1000, slides)
  expect(shownAt(rows.rows, 0, 1)[0]).toBeCloseTo(lonToMercatorX(moved.lon), 9)
})

test.each([
  [Number.NaN, 0],
  [0, Number.NaN],
  [91, 0],
  [0, 181],
  [Number.POSITIVE_INFINITY, 0],
])('[UI-114] nothing is drawn at %d, %d', (lat, lon) => {
  const rows = new MarkRows(bootMs)
  rows.upsert([mark(1), mark(2)], bootMs, true)
  rows.upsert([mark(1, { lat, lon })], bootMs, true)
  expect(rows.rowOf(1)).toBeNull()
  expect(rows.count).toBe(1)
})

test('[UI-115] every look has a number of its own, which a float holds', () => {
  const flags = [false, true]
  const looks = markShapes.flatMap((shape) =>
    markTones.flatMap((tone) =>
      flags.flatMap((stale) => flags.map((emergency) => packLook({ shape, tone, stale, emergency }))),
    ),
  )
  expect(new Set(looks).size).toBe(markShapes.length * markTones.length * 4)
  for (const look of looks) expect(Math.fround(look)).toBe(look)
})

test('[UI-116] after four days ages and movement are exact to 10 ms', () => {
  const rows = new MarkRows(bootMs)
  const nowMs = bootMs + 4 * 86_400_000 + 123
  rows.upsert([mark(1), mark(2)], bootMs, true)
  rows.upsert([mark(1, { lon: -1.279, fixAtMs: nowMs - 777 })], nowMs, true)
  const nowS = (nowMs - rows.epochMs) / 1000
  expect(nowS - read(rows, 1, 'fixAt')).toBeCloseTo(0.777, 2)
  expect(nowS - read(rows, 2, 'fixAt')).toBeCloseTo(4 * 86_400.123, -1)
  expect(nowS).toBeLessThan(10)
})
