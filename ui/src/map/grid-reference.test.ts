// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gridReferenceToPosition, positionToGridReference } from './grid-reference'

/** Ordnance Survey's test points of OSTN15 (ETRS89 degrees, metres), and Caister water tower from its guide to coordinates. */
const published = [
  [52.657977, 1.716052, 'TG', 51_410, 13_177],
  [49.922264, -6.299778, 'SV', 91_492, 11_319],
  [51.489366, -0.119926, 'TQ', 30_625, 78_388],
  [51.427547, -2.544076, 'ST', 62_270, 69_979],
  [53.800215, -1.663792, 'SE', 22_242, 33_819],
  [57.48625, -4.219264, 'NH', 67_057, 46_177],
] as const

test.each(published)('[UI-130] %d, %d is at %s %d %d, and back', (lat, lon, square, eastM, northM) => {
  const [letters, east = '', north = ''] = positionToGridReference(lat, lon, 10)?.split(' ') ?? []
  expect(letters).toBe(square)
  expect(Math.abs(Number(east) - eastM)).toBeLessThan(10)
  expect(Math.abs(Number(north) - northM)).toBeLessThan(10)
  const back = gridReferenceToPosition(`${square}${String(eastM).padStart(5, '0')}${String(northM).padStart(5, '0')}`)
  expect(back?.lat).toBeCloseTo(lat, 3)
  expect(back?.lon).toBeCloseTo(lon, 3)
})

test('[UI-130] Beast Cliff lies in OV, the one square of Yorkshire that stands for itself', () => {
  expect(positionToGridReference(54.384, -0.4595, 4)).toMatch(/^OV 00 00$|^TA 00 99$|^SE 99 99$|^NZ 99 00$/)
  expect(gridReferenceToPosition('OV 00 00')?.lat).toBeCloseTo(54.38, 1)
})

test('[UI-130] Caister water tower as the guide writes it', () => {
  expect(positionToGridReference(52.657977, 1.716052, 6)).toBe('TG 514 131')
  expect(positionToGridReference(52.657977, 1.716052)).toMatch(/^TG 514\d 131\d$/)
})

test('[UI-130] a reference leads back to its square', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 50.2, max: 58, noNaN: true }),
      fc.double({ min: -5, max: 1, noNaN: true }),
      (lat, lon) => {
        const back = gridReferenceToPosition(positionToGridReference(lat, lon, 10) ?? '')
        expect(back?.squareM).toBe(1)
        expect(Math.hypot(((back?.lat ?? 0) - lat) * 111_000, ((back?.lon ?? 0) - lon) * 67_000)).toBeLessThan(3)
      },
    ),
  )
})

test.each([
  ['SU 497 971', 100],
  ['su497971', 100],
  ['SU 49', 10_000],
  [' TG 51409 13177 ', 1],
])('[UI-130] "%s" is read', (text, squareM) => {
  expect(gridReferenceToPosition(text)?.squareM).toBe(squareM)
})

test.each([
  [40.7, -74],
  [48.86, 2.35],
  [0, 0],
  [53.27, -9.06],
  [62.5, -1],
  [Number.NaN, -1],
  [51, 4.5],
])('[UI-131] %d, %d has no reference', (lat, lon) => {
  expect(positionToGridReference(lat, lon)).toBeNull()
})

test.each(['', 'Abingdon', 'SU', 'SU 123', 'SI 12 34', 'IO91', 'SU 123456 123456', 'SU 12 3x', 'ZZ 12 34'])(
  '[UI-131] "%s" is no reference',
  (text) => {
    expect(gridReferenceToPosition(text)).toBeNull()
  },
)
