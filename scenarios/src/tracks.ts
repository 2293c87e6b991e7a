// SPDX-License-Identifier: Apache-2.0
import type { Base } from './agency/lists/bases'
import { between, courseDeg, distanceM, moved, type Point } from './earth'
import { hashText, hashToUnit, type Random, randomFrom } from './random'

const mphToMps = 0.44704
export const slowestMps = 5 * mphToMps
export const fastestMps = 60 * mphToMps
/** How hard a car pulls away and brakes, m/s². */
const pullMps2 = 1.4

/** Where a unit really is. */
export interface Truth extends Point {
  readonly speedMps: number
  /** The way it faces; kept while it stands. */
  readonly courseDeg: number
  readonly moving: boolean
}

/** What its receiver says: with noise, and an accuracy that is honest about the noise. */
export interface NoisyFix extends Point {
  readonly atMs: number
  readonly accuracyM: number
  readonly speedMps: number
  readonly courseDeg: number
  readonly altitudeM: number
  readonly batteryPercent: number
}

/** A patrol that is driven again and again. Where it is depends on the time alone, so that it outlives restarts. */
export interface Track {
  readonly parts: readonly Part[]
  readonly periodMs: number
  readonly startMs: number
  readonly noiseKey: number
  /** Typical accuracy of this unit's receiver. */
  readonly accuracyM: number
}

interface Drive {
  readonly kind: 'drive'
  readonly endsMs: number
  readonly lastsMs: number
  readonly from: Point
  readonly to: Point
  readonly lengthM: number
  readonly cruiseMps: number
  readonly courseDeg: number
}
interface Stop {
  readonly kind: 'stop'
  readonly endsMs: number
  readonly lastsMs: number
  readonly at: Point
  readonly courseDeg: number
}
type Part = Drive | Stop

export interface TrackOptions {
  readonly seed: string
  /** What tells this unit from the others: its callsign. */
  readonly unit: string
  readonly base: Base
}

/** Plans the patrol of one unit: towns around its base in the order of their bearing, with stops. */
export function trackOf({ seed, unit, base }: TrackOptions): Track {
  const random = randomFrom(`${seed}/track/${unit}`)
  const stops = tourOf(random, base)
  const parts: Part[] = []
  let atMs = 0
  const add = (part: Omit<Drive, 'endsMs'> | Omit<Stop, 'endsMs'>) => {
    atMs += part.lastsMs
    parts.push({ ...part, endsMs: atMs })
  }
  stops.forEach((stop, index) => {
    const next = stops[(index + 1) % stops.length] as Point
    const road = roadBetween(random, stop, next)
    for (const [from, to] of road) add(drive(random, from, to))
    const last = road.at(-1)
    add({ kind: 'stop', lastsMs: random.int(90, 600) * 1_000, at: next, courseDeg: last ? courseDeg(...last) : 0 })
  })
  return {
    parts,
    periodMs: atMs,
    startMs: random.int(0, atMs),
    noiseKey: hashText(`${seed}/noise/${unit}`),
    accuracyM: random.between(4, 14),
  }
}

/** Where the unit is at a time: continuous, never faster than `fastestMps`. */
export function truthAt(track: Track, nowMs: number): Truth {
  const intoMs = (nowMs + track.startMs) % track.periodMs
  const part = partAt(track.parts, intoMs)
  if (part.kind === 'stop') return { ...part.at, speedMps: 0, courseDeg: part.courseDeg, moving: false }
  const { goneM, speedMps } = alongDrive(part, (intoMs - part.endsMs + part.lastsMs) / 1_000)
  return { ...between(part.from, part.to, goneM / part.lengthM), speedMps, courseDeg: part.courseDeg, moving: true }
}

/** What the unit's receiver reports at a time. The noise wanders over a minute rather than jumping. */
export function fixAt(track: Track, nowMs: number): NoisyFix {
  const truth = truthAt(track, nowMs)
  const wander = (channel: number) => wanderAt(track.noiseKey + channel, nowMs)
  // Now and then a street canyon: everything is worse for a while, and the receiver says so.
  const accuracyM = track.accuracyM * (1 + 4 * Math.max(0, wander(1) - 0.6))
  const { lat, lon } = moved(truth, wander(2) * accuracyM * 0.5, wander(3) * accuracyM * 0.5)
  const speedMps = truth.moving ? Math.max(0, truth.speedMps * (1 + 0.04 * wander(4))) : 0
  return {
    atMs: nowMs,
    lat,
    lon,
    accuracyM: Math.round(accuracyM * 10) / 10,
    speedMps,
    courseDeg: (truth.courseDeg + 4 * wander(5) + 360) % 360,
    altitudeM: Math.round(60 + 40 * wander(6)),
    batteryPercent: batteryAt(track, nowMs),
  }
}

/** Four to seven places a kilometre or so about different towns, round the base, and the base itself. */
function tourOf(random: Random, base: Base): Point[] {
  const towns = random.shuffled(base.around).slice(0, random.int(3, 6))
  const bearing = (place: Point) => courseDeg(base, place)
  const ring = towns.sort((a, b) => bearing(a) - bearing(b))
  return [base, ...ring].map((place) => moved(place, random.between(-900, 900), random.between(-900, 900)))
}

/** A way of straight pieces that bend a little to either side: a road, as far as a map at this scale shows. */
function roadBetween(random: Random, from: Point, to: Point): [Point, Point][] {
  const pieces = Math.max(1, Math.round(distanceM(from, to) / random.int(1_500, 3_000)))
  const bend = 350
  const bends = Array.from({ length: pieces - 1 }, (_, at) =>
    moved(between(from, to, (at + 1) / pieces), random.between(-bend, bend), random.between(-bend, bend)),
  )
  const points = [from, ...bends, to]
  return points.slice(1).map((point, at) => [points[at] as Point, point])
}

function drive(random: Random, from: Point, to: Point): Omit<Drive, 'endsMs'> {
  const lengthM = distanceM(from, to)
  // A short piece cannot be driven fast: there must be room to pull away and to brake.
  const roomMps = Math.sqrt(lengthM * pullMps2)
  const wishedMps = random.between(slowestMps + 4, fastestMps)
  const cruiseMps = Math.min(roomMps, random.chance(0.3) ? random.between(slowestMps, 12) : wishedMps)
  const seconds = lengthM / cruiseMps + cruiseMps / pullMps2
  return {
    kind: 'drive',
    lastsMs: Math.ceil(seconds * 1_000),
    from,
    to,
    lengthM,
    cruiseMps,
    courseDeg: courseDeg(from, to),
  }
}

/** Pulls away, cruises, and brakes to a junction: distance and speed so many seconds into the drive. */
function alongDrive({ lengthM, cruiseMps }: Drive, seconds: number): { goneM: number; speedMps: number } {
  const pullS = cruiseMps / pullMps2
  const allS = lengthM / cruiseMps + pullS
  const leftS = Math.max(0, allS - seconds)
  if (seconds < pullS) return { goneM: (pullMps2 * seconds ** 2) / 2, speedMps: pullMps2 * seconds }
  if (leftS < pullS) return { goneM: lengthM - (pullMps2 * leftS ** 2) / 2, speedMps: pullMps2 * leftS }
  return { goneM: cruiseMps * (seconds - pullS / 2), speedMps: cruiseMps }
}

function partAt(parts: readonly Part[], intoMs: number): Part {
  let low = 0
  let high = parts.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((parts[middle] as Part).endsMs > intoMs) high = middle
    else low = middle + 1
  }
  return parts[low] as Part
}

/** Smooth noise in [−1, 1]: a new mark every twenty seconds, and an even glide between two marks. */
function wanderAt(key: number, nowMs: number): number {
  const stepMs = 20_000
  const step = Math.floor(nowMs / stepMs)
  const part = nowMs / stepMs - step
  const glide = part * part * (3 - 2 * part)
  const from = hashToUnit(key, step)
  return 2 * (from + (hashToUnit(key, step + 1) - from) * glide) - 1
}

/** Runs down from full to a fifth over nine hours, then the next battery. */
function batteryAt(track: Track, nowMs: number): number {
  const lifeMs = 9 * 3_600_000
  return Math.round(100 - 80 * (((nowMs + track.noiseKey) % lifeMs) / lifeMs))
}
