// SPDX-License-Identifier: Apache-2.0
import type { HttpMessage } from '../http-wire'
import type { NoisyFix } from '../tracks'

/** The ways in which OsmAnd and Traccar Client write the same report. */
export const osmandForms = ['query', 'form', 'json'] as const
export type OsmandForm = (typeof osmandForms)[number]

export interface OsmandReport {
  readonly id: string
  readonly fix: NoisyFix
  /** The button for help was pressed. */
  readonly sos?: boolean
}

const mpsToKnots = 3_600 / 1_852

export function osmandMessage(form: OsmandForm, report: OsmandReport): HttpMessage {
  if (form === 'json')
    return { method: 'POST', path: '/osmand', headers: { 'content-type': 'application/json' }, body: asJson(report) }
  const fields = asFields(report).toString()
  if (form === 'query') return { method: 'GET', path: `/osmand?${fields}` }
  return {
    method: 'POST',
    path: '/osmand',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: fields,
  }
}

/** Speed in knots, time in seconds. */
function asFields({ id, fix, sos = false }: OsmandReport): URLSearchParams {
  return new URLSearchParams({
    id,
    timestamp: String(Math.floor(fix.atMs / 1_000)),
    lat: fix.lat.toFixed(6),
    lon: fix.lon.toFixed(6),
    speed: (fix.speedMps * mpsToKnots).toFixed(2),
    bearing: fix.courseDeg.toFixed(1),
    altitude: String(fix.altitudeM),
    accuracy: String(fix.accuracyM),
    batt: String(fix.batteryPercent),
    ...(sos ? { alarm: 'sos' } : {}),
  })
}

/** Speed in m/s, battery from 0 to 1, −1 for what is not known: a standing phone has no heading. */
function asJson({ id, fix, sos = false }: OsmandReport): string {
  return JSON.stringify({
    device_id: id,
    location: {
      timestamp: new Date(fix.atMs).toISOString(),
      coords: {
        latitude: fix.lat,
        longitude: fix.lon,
        accuracy: fix.accuracyM,
        speed: fix.speedMps,
        heading: fix.speedMps === 0 ? -1 : fix.courseDeg,
        altitude: fix.altitudeM,
      },
      is_moving: fix.speedMps > 0,
      battery: { level: fix.batteryPercent / 100, is_charging: false },
      ...(sos ? { alarm: 'sos' } : {}),
    },
  })
}
