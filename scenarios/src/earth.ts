// SPDX-License-Identifier: Apache-2.0

/** WGS84 degrees. */
export interface Point {
  readonly lat: number
  readonly lon: number
}

const metresPerDegree = 111_195
const radians = Math.PI / 180

/** Metres between two points, on a flat earth about them: within 0.1 % over the 50 km that tracks need. */
export function distanceM(from: Point, to: Point): number {
  const { eastM, northM } = offsetM(from, to)
  return Math.hypot(eastM, northM)
}

/** Degrees true, 0 ≤ course < 360; 0 where the two are one point. */
export function courseDeg(from: Point, to: Point): number {
  const { eastM, northM } = offsetM(from, to)
  return (Math.atan2(eastM, northM) / radians + 360) % 360
}

export function moved(from: Point, eastM: number, northM: number): Point {
  const lat = from.lat + northM / metresPerDegree
  return { lat, lon: from.lon + eastM / (metresPerDegree * Math.cos(from.lat * radians)) }
}

/** The point a part of the way along, 0 ≤ part ≤ 1. */
export function between(from: Point, to: Point, part: number): Point {
  return { lat: from.lat + (to.lat - from.lat) * part, lon: from.lon + (to.lon - from.lon) * part }
}

function offsetM(from: Point, to: Point): { eastM: number; northM: number } {
  const middle = ((from.lat + to.lat) / 2) * radians
  return {
    eastM: (to.lon - from.lon) * metresPerDegree * Math.cos(middle),
    northM: (to.lat - from.lat) * metresPerDegree,
  }
}
