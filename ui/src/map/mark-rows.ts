// SPDX-License-Identifier: Apache-2.0
import { latToMercatorY, lonToMercatorX, metresToMercator } from './mercator'
import { markShapes, markTones, type UnitMark } from './unit-mark'

/** Floats per unit, in the order that `column` names; the shader reads the same. */
export const floatsPerRow = 12
export const column = {
  xHigh: 0,
  xLow: 1,
  yHigh: 2,
  yLow: 3,
  /** Where it came from, relative to where it is; Web Mercator. */
  fromX: 4,
  fromY: 5,
  /** Seconds since the rows' epoch, and seconds. */
  moveStart: 6,
  moveLength: 7,
  fixAt: 8,
  /** Web Mercator; 0 when unknown. */
  accuracy: 9,
  look: 10,
  no: 11,
} as const

/** A jump further than this is drawn as a jump: sliding across a county would show places nobody was. About 4 km. */
const furthestSlide = 1e-4
/** A slide lasts as long as the unit's own rhythm, within these bounds. Longer would show a unit where it no longer is. */
const slideS = { least: 0.2, most: 1 }
const firstCapacity = 256
/** A 32-bit float counts this many seconds to about 2 ms, which a slide does not notice. */
const epochLastsMs = 4 * 3_600_000

/** A stretch of rows to send to the graphics card. */
export interface RowRange {
  readonly first: number
  readonly count: number
}

/**
 * The units as one typed array, a row each, without holes: the picture that the graphics card draws.
 *
 * The array doubles when it is full and never shrinks. A mark without a usable position takes its unit off the map.
 * Unit numbers are whole and below 2^24, so that a float holds them.
 */
export class MarkRows {
  rows = new Float32Array(firstCapacity * floatsPerRow)
  count = 0
  /** When the last slide ends, in seconds since the epoch: until then the map must be drawn again. */
  movingUntilS = 0
  /** Times are counted from here so that they fit a 32-bit float; moved on every few hours. ms UTC. */
  epochMs: number
  #rowByNo = new Map<number, number>()
  #dirtyFrom = Number.POSITIVE_INFINITY
  #dirtyTo = 0

  constructor(epochMs: number) {
    this.epochMs = epochMs
  }

  rowOf(no: number): number | null {
    return this.#rowByNo.get(no) ?? null
  }

  /** Puts marks in place, adding those not yet there. `slide` false puts them down without movement. */
  upsert(changed: Iterable<UnitMark>, nowMs: number, slide: boolean): void {
    if (nowMs - this.epochMs > epochLastsMs) this.#moveEpoch(nowMs)
    for (const mark of changed) {
      if (hasPosition(mark)) this.#put(mark, (nowMs - this.epochMs) / 1000, slide)
      else this.remove(mark.no)
    }
  }

  /** Makes the rows exactly these marks. */
  replace(marks: Iterable<UnitMark>, nowMs: number, slide: boolean): void {
    const leaving = new Set(this.#rowByNo.keys())
    const staying = [...marks]
    for (const mark of staying) leaving.delete(mark.no)
    for (const no of leaving) this.remove(no)
    this.upsert(staying, nowMs, slide)
  }

  /** Takes a unit off the map; the last row moves into its place. */
  remove(no: number): void {
    const row = this.#rowByNo.get(no)
    if (row === undefined) return
    this.#rowByNo.delete(no)
    this.count -= 1
    if (row === this.count) return
    this.rows.copyWithin(row * floatsPerRow, this.count * floatsPerRow, (this.count + 1) * floatsPerRow)
    this.#rowByNo.set(this.rows[row * floatsPerRow + column.no] ?? 0, row)
    this.#touch(row)
  }

  /** The rows that changed since this was last asked, as one stretch; null when none did. */
  takeDirty(): RowRange | null {
    const first = this.#dirtyFrom
    const end = Math.min(this.#dirtyTo, this.count)
    this.#dirtyFrom = Number.POSITIVE_INFINITY
    this.#dirtyTo = 0
    return first < end ? { first, count: end - first } : null
  }

  #put(mark: UnitMark, nowS: number, slide: boolean): void {
    const known = this.#rowByNo.get(mark.no)
    const row = known ?? this.#newRow(mark.no)
    const { rows } = this
    const at = row * floatsPerRow
    const x = lonToMercatorX(mark.lon)
    const y = latToMercatorY(mark.lat)
    const [shownX, shownY] = known === undefined ? [x, y] : shownAt(rows, row, nowS)
    const [fromX, fromY] = [shownX - x, shownY - y]
    // Someone who needs help is shown where they are, at once.
    const slides =
      slide && !mark.emergency && (fromX !== 0 || fromY !== 0) && Math.abs(fromX) + Math.abs(fromY) <= furthestSlide
    const fixAt = (mark.fixAtMs - this.epochMs) / 1000
    const rhythm = known === undefined ? 0 : fixAt - (rows[at + column.fixAt] ?? fixAt)
    const length = slides ? Math.max(slideS.least, Math.min(slideS.most, rhythm)) : 0
    rows[at + column.xHigh] = x
    rows[at + column.xLow] = x - Math.fround(x)
    rows[at + column.yHigh] = y
    rows[at + column.yLow] = y - Math.fround(y)
    rows[at + column.fromX] = slides ? fromX : 0
    rows[at + column.fromY] = slides ? fromY : 0
    rows[at + column.moveStart] = nowS
    rows[at + column.moveLength] = length
    rows[at + column.fixAt] = fixAt
    rows[at + column.accuracy] = mark.accuracyM === null ? 0 : metresToMercator(mark.accuracyM, mark.lat)
    rows[at + column.look] = packLook(mark)
    rows[at + column.no] = mark.no
    if (length > 0) this.movingUntilS = Math.max(this.movingUntilS, nowS + length)
    this.#touch(row)
  }

  #newRow(no: number): number {
    if ((this.count + 1) * floatsPerRow > this.rows.length) {
      const grown = new Float32Array(this.rows.length * 2)
      grown.set(this.rows)
      this.rows = grown
    }
    this.#rowByNo.set(no, this.count)
    this.count += 1
    return this.count - 1
  }

  #moveEpoch(nowMs: number): void {
    const movedS = (nowMs - this.epochMs) / 1000
    for (let row = 0; row < this.count; row += 1) {
      const at = row * floatsPerRow
      this.rows[at + column.moveStart] = (this.rows[at + column.moveStart] ?? 0) - movedS
      this.rows[at + column.fixAt] = (this.rows[at + column.fixAt] ?? 0) - movedS
    }
    this.epochMs = nowMs
    this.movingUntilS -= movedS
    this.#dirtyFrom = 0
    this.#dirtyTo = this.count
  }

  #touch(row: number): void {
    this.#dirtyFrom = Math.min(this.#dirtyFrom, row)
    this.#dirtyTo = Math.max(this.#dirtyTo, row + 1)
  }
}

/** Where a row is drawn at this moment, between where it was and where it is. Web Mercator, double precision. */
export function shownAt(rows: Float32Array, row: number, nowS: number): readonly [x: number, y: number] {
  const at = row * floatsPerRow
  const left = slideLeft(rows, at, nowS)
  return [
    (rows[at + column.xHigh] ?? 0) + (rows[at + column.xLow] ?? 0) + (rows[at + column.fromX] ?? 0) * left,
    (rows[at + column.yHigh] ?? 0) + (rows[at + column.yLow] ?? 0) + (rows[at + column.fromY] ?? 0) * left,
  ]
}

/** How much of its slide a row still has before it, 1…0. */
function slideLeft(rows: Float32Array, at: number, nowS: number): number {
  const length = rows[at + column.moveLength] ?? 0
  if (length === 0) return 0
  return Math.max(0, Math.min(1, 1 - (nowS - (rows[at + column.moveStart] ?? 0)) / length))
}

/** Shape, tone and the two flags in one small whole number, which a float holds exactly. */
export function packLook(mark: Pick<UnitMark, 'shape' | 'tone' | 'stale' | 'emergency'>): number {
  return (
    markShapes.indexOf(mark.shape) +
    markTones.indexOf(mark.tone) * 8 +
    (mark.stale ? 64 : 0) +
    (mark.emergency ? 128 : 0)
  )
}

function hasPosition(mark: UnitMark): boolean {
  return Math.abs(mark.lat) <= 90 && Math.abs(mark.lon) <= 180
}
