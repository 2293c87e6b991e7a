// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@muster/contract/instant'
import type { Fix } from '@muster/contract/place'

/** What a press said, as far as it can be believed: every field may be missing, none can spoil the press. */
export interface ReadPress {
  readonly id: string | null
  readonly pressedAt: Instant | null
  readonly place: {
    readonly lat: number
    readonly lon: number
    readonly accuracyM: number | null
    readonly at: Instant | null
  } | null
  readonly batteryPercent: number | null
  readonly silent: boolean
  readonly callsign: string | null
  readonly deviceId: string | null
  /** What was dropped, and why. */
  readonly notes: readonly string[]
}

/**
 * Read a press out of anything [EM-2]: bytes that are no JSON, JSON of any shape, fields of any type. It
 * never throws; what cannot be used is noted and left out. An attacker controls every byte.
 */
export function readPress(bytes: Uint8Array | string): ReadPress {
  const text = typeof bytes === 'string' ? bytes : new TextDecoder().decode(bytes)
  const trimmed = text.trim()
  if (trimmed === '') return fromFields({}, [])
  try {
    return fromUnknown(JSON.parse(trimmed))
  } catch {
    return fromFields({}, ['body is not JSON'])
  }
}

export function fromUnknown(value: unknown): ReadPress {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return fromFields({}, ['body is not an object'])
  return fromFields(value as Record<string, unknown>, [])
}

/** A press that came with a position report: time and place are the position's. */
export function pressFromFix(fix: Fix | null): ReadPress {
  if (fix === null) return fromFields({}, [])
  const { lat, lon, accuracyM, atMs, batteryPercent } = fix
  return fromFields({ lat, lon, accuracyM, batteryPercent, fixAt: atMs, at: atMs }, [])
}

const notesLimit = 10
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

function fromFields(fields: Record<string, unknown>, before: readonly string[]): ReadPress {
  const notes = [...before]
  const drop = (name: string, why: string): null => {
    if (notes.length < notesLimit) notes.push(`${name}: ${why}`)
    return null
  }
  const take = <T>(name: string, read: (value: unknown) => T | null, why: string): T | null => {
    const value = fields[name]
    if (value === undefined || value === null) return null
    return read(value) ?? drop(name, why)
  }
  const lat = take('lat', (v) => numberWithin(v, -90, 90), 'not a latitude')
  const lon = take('lon', (v) => numberWithin(v, -180, 180), 'not a longitude')
  const accuracyM = take('accuracyM', (v) => numberWithin(v, 0, 1e7), 'not an accuracy in metres')
  const fixAt = take('fixAt', readInstant, 'not a time')
  const nowhere = lat === 0 && lon === 0
  if (nowhere) drop('lat, lon', '0, 0 is what a receiver without a fix reports')
  return {
    id: take('id', (v) => (typeof v === 'string' && uuid.test(v.toLowerCase()) ? v.toLowerCase() : null), 'not a UUID'),
    pressedAt: take('at', readInstant, 'not a time'),
    place: lat === null || lon === null || nowhere ? null : { lat, lon, accuracyM, at: fixAt },
    batteryPercent: take('batteryPercent', (v) => numberWithin(v, 0, 100), 'not a percentage'),
    silent: take('silent', (v) => (typeof v === 'boolean' ? v : null), 'not true or false') ?? false,
    callsign: take('callsign', (v) => readLabel(v), 'not a callsign'),
    deviceId: take('deviceId', (v) => readLabel(v), 'not a device id'),
    notes,
  }
}

function numberWithin(value: unknown, least: number, most: number): number | null {
  return typeof value === 'number' && value >= least && value <= most ? value : null
}

function readInstant(value: unknown): Instant | null {
  const ms = typeof value === 'number' ? value : typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isFinite(ms) && ms > 0 && ms < 8.64e15 ? Math.floor(ms) : null
}

/** Printable text of at most 60 characters. */
function readLabel(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const clean = value
    .replaceAll(/[\p{C}]/gu, '')
    .trim()
    .slice(0, 60)
  return clean === '' ? null : clean
}
