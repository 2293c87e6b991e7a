// SPDX-License-Identifier: Apache-2.0
import type { Fix } from '@muster/contract/place'

/** What one OwnTracks message is: a position, something else that is fine, or something unreadable. */
export type OwnTracksMessage =
  | { readonly kind: 'fix'; readonly fix: Fix; readonly pressed: boolean }
  | { readonly kind: 'other'; readonly type: string; readonly pressed: boolean }
  | { readonly kind: 'unreadable'; readonly detail: string; readonly pressed: boolean }

/**
 * Decode an OwnTracks HTTP body (docs/sources.md, "OwnTracks"). Speeds come in km/h. A `position` that
 * cannot be read still presses when it carries an alarm.
 */
export function decodeOwnTracks(text: string): OwnTracksMessage {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { kind: 'unreadable', detail: 'not JSON', pressed: /"(alarm|emergency)"\s*:\s*(true|"sos")/i.test(text) }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { kind: 'unreadable', detail: 'not an object', pressed: false }
  const message = value as Record<string, unknown>
  const pressed = message['alarm'] === 'sos' || message['alarm'] === true || message['emergency'] === true
  const type = typeof message['_type'] === 'string' ? message['_type'] : ''
  if (type === 'encrypted')
    return {
      kind: 'unreadable',
      detail: 'encrypted: switch encryption off in the app, TLS protects the way here',
      pressed,
    }
  if (type !== 'location')
    return type === '' ? { kind: 'unreadable', detail: 'no _type', pressed } : { kind: 'other', type, pressed }
  const { lat, lon, tst } = message
  if (typeof lat !== 'number' || typeof lon !== 'number' || typeof tst !== 'number')
    return { kind: 'unreadable', detail: 'lat, lon and tst must be numbers', pressed }
  const speedKmh = optional(message['vel'])
  const fix: Fix = {
    atMs: Math.floor(tst * 1000),
    lat,
    lon,
    accuracyM: optional(message['acc']),
    speedMps: speedKmh === null || speedKmh < 0 ? null : speedKmh / 3.6,
    courseDeg: optional(message['cog']),
    altitudeM: optional(message['alt']),
    batteryPercent: optional(message['batt']),
    source: 'owntracks',
  }
  return { kind: 'fix', fix, pressed }
}

function optional(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
