// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@muster/contract/instant'
import type { QuarantineReason } from '@muster/contract/location'
import type { Fix } from '@muster/contract/place'

/** How far ahead of the server a device's clock may run. */
export const futureMs = 60_000
/** Backfill older than this is not history any more. */
export const oldestMs = 31 * 86_400_000
/** Faster than any police aircraft: 350 m/s is 1,260 km/h. */
export const fastestMps = 350
/** So many fixes in a row that agree with each other outweigh the one that they disagree with. */
export const agreeing = 3

export interface Doubt {
  readonly fix: Fix
  readonly times: number
}

/** 'live' moves the icon; 'late' draws the track only; anything else is set aside with its reason. */
export type Judgement =
  | { readonly kind: 'live' | 'late' }
  | {
      readonly kind: 'set-aside'
      readonly reason: QuarantineReason
      readonly detail: string
      readonly doubt: Doubt | null
    }

/**
 * Whether to believe a position [LO-1 … LO-4, LO-6]. `last` is the newest believed fix of the unit; `doubt` the
 * last one that was set aside for its speed. Pure: `now` is the server's time.
 */
export function judge(fix: Fix, last: Fix | null, doubt: Doubt | null, now: Instant): Judgement {
  const numbers = [fix.lat, fix.lon, fix.atMs]
  if (!numbers.every((value) => Number.isFinite(value)))
    return setAside('not-a-number', 'latitude, longitude or time is not a number')
  if (Math.abs(fix.lat) > 90 || Math.abs(fix.lon) > 180)
    return setAside('out-of-range', `${fix.lat}, ${fix.lon} is not on the globe`)
  if (fix.lat === 0 && fix.lon === 0) return setAside('zero-zero', '0, 0 is what a receiver without a fix reports')
  if (fix.atMs > now + futureMs)
    return setAside('in-the-future', `${Math.round((fix.atMs - now) / 1000)} s ahead of the server`)
  if (fix.atMs < now - oldestMs) return setAside('too-old', 'more than 31 days old')
  if (last === null) return { kind: 'live' }
  const speedMps = speedBetween(last, fix)
  if (speedMps > fastestMps) {
    const times = doubt !== null && speedBetween(doubt.fix, fix) <= fastestMps ? doubt.times + 1 : 1
    if (times < agreeing)
      return setAside('impossible-speed', `${Math.round(speedMps * 3.6)} km/h from the fix before`, { fix, times })
  }
  return { kind: fix.atMs > last.atMs ? 'live' : 'late' }
}

function setAside(reason: QuarantineReason, detail: string, doubt: Doubt | null = null): Judgement {
  return { kind: 'set-aside', reason, detail, doubt }
}

/** A fix that calls itself off by more than this gets no more credit for it. */
const mostSlackM = 5_000

/**
 * The speed that must have been travelled between two fixes, m/s, given how far off each may be. Two
 * fixes within a second are compared as if a second lay between them.
 */
export function speedBetween(a: Fix, b: Fix): number {
  const slackM = Math.min(mostSlackM, a.accuracyM ?? 0) + Math.min(mostSlackM, b.accuracyM ?? 0)
  const apartS = Math.max(1, Math.abs(b.atMs - a.atMs) / 1000)
  return Math.max(0, distanceM(a, b) - slackM) / apartS
}

const earthRadiusM = 6_371_008.8

/** Great-circle distance in metres (haversine on the mean sphere, good to 0.5 %). */
export function distanceM(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const rad = Math.PI / 180
  const dLat = (b.lat - a.lat) * rad
  const dLon = (b.lon - a.lon) * rad
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(dLon / 2) ** 2
  return 2 * earthRadiusM * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** Numbers that a device may leave out or get wrong become null: unknown, never zero [LO-7]. */
export function tidy(fix: Fix): Fix {
  return {
    ...fix,
    accuracyM: within(fix.accuracyM, 0, 1_000_000),
    speedMps: within(fix.speedMps, 0, 1_000),
    courseDeg: within(fix.courseDeg, 0, 360),
    altitudeM: within(fix.altitudeM, -1_000, 30_000),
    batteryPercent: within(fix.batteryPercent, 0, 100),
  }
}

function within(value: number | null, least: number, most: number): number | null {
  return value !== null && value >= least && value <= most ? value : null
}
