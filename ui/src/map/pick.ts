// SPDX-License-Identifier: Apache-2.0
import { column, floatsPerRow, shownAt, type MarkRows } from './mark-rows'

/** How the map was last drawn: enough to say where a position lies on the screen. */
export interface DrawnView {
  /** 4×4, column by column, from Web Mercator relative to the anchor into clip space. */
  readonly matrix: Float64Array
  readonly anchorX: number
  readonly anchorY: number
  readonly widthPx: number
  readonly heightPx: number
  /** The whole worlds to the east of the first one that are in sight; usually just 0. */
  readonly worlds: readonly number[]
  /** Seconds since the rows' epoch: marks are picked where they are drawn, not where they will be. */
  readonly nowS: number
}

/**
 * The unit drawn nearest to a point, or null when none is within the radius.
 *
 * A scan of all rows: 50,000 take about a millisecond, which no index would repay at the pace of a hand.
 */
export function nearestMark(
  marks: MarkRows,
  view: DrawnView,
  point: { readonly x: number; readonly y: number },
  radiusPx: number,
): number | null {
  let nearest: number | null = null
  let leastPx = radiusPx
  for (const world of view.worlds) {
    for (let row = 0; row < marks.count; row += 1) {
      const awayPx = distancePx(marks.rows, row, view, world, point)
      if (awayPx > leastPx) continue
      leastPx = awayPx
      nearest = marks.rows[row * floatsPerRow + column.no] ?? null
    }
  }
  return nearest
}

function distancePx(
  rows: Float32Array,
  row: number,
  view: DrawnView,
  world: number,
  point: { readonly x: number; readonly y: number },
): number {
  const [mercatorX, mercatorY] = shownAt(rows, row, view.nowS)
  const x = mercatorX - view.anchorX + world
  const y = mercatorY - view.anchorY
  const { matrix } = view
  const along = (line: number): number =>
    (matrix[line] ?? 0) * x + (matrix[line + 4] ?? 0) * y + (matrix[line + 12] ?? 0)
  const w = along(3)
  if (w <= 0) return Number.POSITIVE_INFINITY
  const screenX = (along(0) / w + 1) * 0.5 * view.widthPx
  const screenY = (1 - along(1) / w) * 0.5 * view.heightPx
  return Math.hypot(screenX - point.x, screenY - point.y)
}
