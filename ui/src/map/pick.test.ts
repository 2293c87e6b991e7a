// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { MarkRows } from './mark-rows'
import { latToMercatorY, lonToMercatorX } from './mercator'
import { nearestMark, type DrawnView } from './pick'
import type { UnitMark } from './unit-mark'

const unit = (no: number, lat: number, lon: number): UnitMark => ({
  no,
  lat,
  lon,
  fixAtMs: 0,
  accuracyM: null,
  shape: 'circle',
  tone: 'sky',
  stale: false,
  emergency: false,
})

/** A flat, north-up view of 800 × 600 px whose middle is the anchor, with the whole world `worldPx` wide. */
function viewAt(lat: number, lon: number, worldPx: number, more: Partial<DrawnView> = {}): DrawnView {
  const matrix = new Float64Array(16)
  matrix[0] = (worldPx * 2) / 800
  matrix[5] = (-worldPx * 2) / 600
  matrix[15] = 1
  return {
    matrix,
    anchorX: lonToMercatorX(lon),
    anchorY: latToMercatorY(lat),
    widthPx: 800,
    heightPx: 600,
    worlds: [0],
    nowS: 0,
    ...more,
  }
}
const middle = { x: 400, y: 300 }

test('[UI-120] the nearest unit within the radius is picked', () => {
  const marks = new MarkRows(0)
  marks.upsert([unit(1, 51, -1), unit(2, 51, -1.0002), unit(3, 52, -1)], 0, false)
  const view = viewAt(51, -1, 512 * 2 ** 12)
  expect(nearestMark(marks, view, middle, 14)).toBe(1)
  expect(nearestMark(marks, view, { x: 399, y: 300 }, 14)).toBe(2)
  expect(nearestMark(marks, view, { x: 400, y: 340 }, 14)).toBeNull()
  expect(nearestMark(marks, view, { x: 400, y: 310 }, 9)).toBeNull()
})

test('[UI-120] north is up and east is right', () => {
  const marks = new MarkRows(0)
  marks.upsert([unit(1, 52, -1), unit(2, 51, 0)], 0, false)
  const view = viewAt(51, -1, 512 * 2 ** 7)
  const eastPx = (512 * 2 ** 7) / 360
  expect(nearestMark(marks, view, { x: 400 + eastPx, y: 300 }, 3)).toBe(2)
  expect(
    nearestMark(marks, view, { x: 400, y: 300 - (latToMercatorY(51) - latToMercatorY(52)) * 512 * 2 ** 7 }, 3),
  ).toBe(1)
})

test('[UI-120] a moving unit is picked where it is drawn', () => {
  const marks = new MarkRows(0)
  marks.upsert([unit(1, 51, -1)], 0, true)
  marks.upsert([{ ...unit(1, 51, -0.99), fixAtMs: 1000 }], 1000, true)
  const view = viewAt(51, -1, 512 * 2 ** 14, { nowS: 1 })
  expect(nearestMark(marks, view, middle, 10)).toBe(1)
  expect(nearestMark(marks, { ...view, nowS: 2 }, middle, 10)).toBeNull()
})

test('[UI-120] over the date line a unit is picked on the next copy of the world', () => {
  const marks = new MarkRows(0)
  marks.upsert([unit(1, 0, -179.9)], 0, false)
  const view = viewAt(0, 180, 512 * 4)
  expect(nearestMark(marks, view, middle, 10)).toBeNull()
  expect(nearestMark(marks, { ...view, worlds: [0, 1] }, middle, 10)).toBe(1)
})
