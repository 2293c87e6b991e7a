// SPDX-License-Identifier: Apache-2.0
import { moved } from '@muster/scenarios/earth'
import { type HttpMessage } from '@muster/scenarios/http-wire'
import { osmandMessage } from '@muster/scenarios/shift/osmand'
import { ownTracksMessage } from '@muster/scenarios/shift/owntracks'
import type { NoisyFix } from '@muster/scenarios/tracks'
import type { Base } from '@muster/scenarios/agency/lists/bases'
import type { UnitLoad } from './job'

const ringM = 400
const roundMs = 251_000

/** A unit drives round its base at 10 m/s: cheap to reckon, and never quicker than the server believes. */
export function fixOf(unit: number, base: Base, atMs: number): NoisyFix {
  const angle = ((atMs % roundMs) / roundMs + unit / 97) * 2 * Math.PI
  const place = moved(base, ringM * Math.sin(angle), ringM * Math.cos(angle))
  return {
    atMs,
    ...place,
    accuracyM: 8,
    speedMps: 10,
    courseDeg: Math.floor((((angle / Math.PI) * 180 + 90) % 360) * 10) / 10,
    altitudeM: 40,
    batteryPercent: 20 + (unit % 80),
  }
}

/** As the tracker of a unit sends it over HTTP. */
export function trackerMessage({ via, base }: UnitLoad, unit: number, atMs: number, sos = false): HttpMessage {
  const fix = fixOf(unit, base, atMs)
  if (via.kind === 'osmand') return osmandMessage(via.form, { id: via.id, fix, sos })
  if (via.kind === 'owntracks') return ownTracksMessage(via, fix)
  throw new Error('the field app reports over the live socket')
}

/** As the field app sends it over the live socket; its number is the time of fix in seconds. */
export function socketMessage(unit: number, base: Base, atMs: number): string {
  const { lat, lon, accuracyM, speedMps, courseDeg, altitudeM, batteryPercent } = fixOf(unit, base, atMs)
  const fix = { at: atMs, lat, lon, accuracyM, speedMps, courseDeg, altitudeM, batteryPercent }
  return JSON.stringify({ type: 'fixes', id: atMs / 1_000, fixes: [fix] })
}

const peerBytes = 200

/** What the peers carry: one report as JSON, about as long as ours, with number and time where a reader finds them. */
export function peerMessage(unit: number, atMs: number): Buffer {
  const start = `{"no":${String(unit).padStart(6, ' ')},"at":${atMs},"lat":51.501234,"lon":-0.123456,"acc":8,"vel":36,"cog":271,"batt":${20 + (unit % 80)},"pad":"`
  return Buffer.from(`${start.padEnd(peerBytes - 2, 'x')}"}`)
}

/** Reads number and time out of such a message that begins at `from`. */
export function readPeerMessage(bytes: Buffer, from: number): { readonly unit: number; readonly atMs: number } {
  const unit = Number(bytes.toString('latin1', from + 6, from + 12))
  return { unit, atMs: Number(bytes.toString('latin1', from + 18, from + 31)) }
}
