// SPDX-License-Identifier: Apache-2.0
import type { Fix } from '@muster/contract/place'

/** One report in the OsmAnd protocol, as Traccar Client and OsmAnd send it. */
export interface OsmAndReport {
  readonly id: string | null
  readonly form: 'query' | 'json'
  /** Null when no position could be read out of it; `detail` says why. */
  readonly fix: Fix | null
  readonly detail: string | null
  readonly pressed: boolean
}

const metresPerSecondPerKnot = 0.514444

/** Query or form: id|deviceid, timestamp (s, ms or ISO), lat, lon | location, speed (knots), bearing|heading, altitude, accuracy, batt, alarm. */
export function decodeOsmAndQuery(fields: URLSearchParams, receivedAtMs: number): OsmAndReport {
  const get = (...names: string[]) =>
    names.map((name) => fields.get(name)).find((value) => value !== null && value !== '') ?? null
  const id = get('id', 'deviceid')
  const pressed = isAlarm(get('alarm'))
  const [lat, lon] = get('location') === null ? [get('lat'), get('lon')] : (get('location') as string).split(',')
  const place = { lat: toNumber(lat ?? null), lon: toNumber(lon ?? null) }
  const time = get('timestamp') === null ? receivedAtMs : toInstant(get('timestamp'))
  if (place.lat === null || place.lon === null)
    return { id, form: 'query', fix: null, detail: 'lat and lon must be numbers', pressed }
  if (time === null) return { id, form: 'query', fix: null, detail: 'timestamp cannot be read', pressed }
  if (get('valid') === 'false')
    return { id, form: 'query', fix: null, detail: 'the device itself calls this fix invalid', pressed }
  const knots = atLeastZero(toNumber(get('speed')))
  return {
    id,
    form: 'query',
    pressed,
    detail: null,
    fix: {
      atMs: time,
      lat: place.lat,
      lon: place.lon,
      accuracyM: toNumber(get('accuracy')),
      speedMps: knots === null ? null : knots * metresPerSecondPerKnot,
      courseDeg: atLeastZero(toNumber(get('bearing', 'heading'))),
      altitudeM: toNumber(get('altitude')),
      batteryPercent: toNumber(get('batt')),
      source: 'osmand',
    },
  }
}

/** JSON: {device_id, location: {timestamp, coords: {…}, battery: {level 0–1}, alarm?, extras}}. Speed in m/s, −1 unknown. */
export function decodeOsmAndJson(text: string): OsmAndReport {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { id: null, form: 'json', fix: null, detail: 'not JSON', pressed: /"alarm"\s*:\s*"sos"/i.test(text) }
  }
  const body = record(value)
  const id = typeof body['device_id'] === 'string' && body['device_id'] !== '' ? body['device_id'] : null
  const location = record(body['location'])
  const coords = record(location['coords'])
  const extras = record(location['extras'])
  const pressed = [body['alarm'], location['alarm'], extras['alarm']].some((alarm) =>
    isAlarm(typeof alarm === 'string' ? alarm : null),
  )
  const lat = number(coords['latitude'])
  const lon = number(coords['longitude'])
  const time =
    typeof location['timestamp'] === 'number'
      ? toInstant(String(location['timestamp']))
      : toInstant(typeof location['timestamp'] === 'string' ? location['timestamp'] : null)
  if (lat === null || lon === null)
    return { id, form: 'json', fix: null, detail: 'coords.latitude and coords.longitude must be numbers', pressed }
  if (time === null) return { id, form: 'json', fix: null, detail: 'location.timestamp cannot be read', pressed }
  const level = number(record(location['battery'])['level'])
  return {
    id,
    form: 'json',
    pressed,
    detail: null,
    fix: {
      atMs: time,
      lat,
      lon,
      accuracyM: number(coords['accuracy']),
      speedMps: atLeastZero(number(coords['speed'])),
      courseDeg: atLeastZero(number(coords['heading'])),
      altitudeM: number(coords['altitude']),
      batteryPercent: level === null || level < 0 ? null : Math.round(level * 100),
      source: 'osmand',
    },
  }
}

function isAlarm(value: string | null): boolean {
  return value !== null && value.toLowerCase() === 'sos'
}

/** Seconds, milliseconds or ISO 8601: numbers below 10¹¹ are seconds. */
function toInstant(text: string | null): number | null {
  if (text === null || text === '') return null
  const value = Number(text)
  if (Number.isFinite(value)) return Math.floor(Math.abs(value) < 1e11 ? value * 1000 : value)
  const parsed = Date.parse(text)
  return Number.isNaN(parsed) ? null : parsed
}

/** NaN stays NaN, so that it is set aside under its own name; text that is no number at all is null. */
function toNumber(text: string | null): number | null {
  if (text === null || text.trim() === '') return null
  const value = Number(text)
  return Number.isNaN(value) && text.trim().toLowerCase() !== 'nan' ? null : value
}

function number(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}

function atLeastZero(value: number | null): number | null {
  return value !== null && value >= 0 ? value : null
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}
