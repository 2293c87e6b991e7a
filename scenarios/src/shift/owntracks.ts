// SPDX-License-Identifier: Apache-2.0
import type { HttpMessage } from '../http-wire'
import type { NoisyFix } from '../tracks'

/** A phone with OwnTracks in HTTP mode: it posts JSON with Basic auth and names itself in headers. */
export interface OwnTracksPhone {
  readonly user: string
  readonly password: string
}

const device = 'phone'

/** The fields and units of OwnTracks: seconds, whole metres, km/h, degrees. */
export function ownTracksMessage({ user, password }: OwnTracksPhone, fix: NoisyFix): HttpMessage {
  const location = {
    _type: 'location',
    lat: rounded(fix.lat),
    lon: rounded(fix.lon),
    tst: Math.floor(fix.atMs / 1_000),
    tid: user.slice(-2),
    acc: Math.ceil(fix.accuracyM),
    alt: fix.altitudeM,
    vel: Math.round(fix.speedMps * 3.6),
    cog: Math.round(fix.courseDeg) % 360,
    batt: fix.batteryPercent,
    bs: 1,
    t: 't',
    m: 2,
    conn: 'm',
    topic: `owntracks/${user}/${device}`,
    created_at: Math.floor(fix.atMs / 1_000),
  }
  return {
    method: 'POST',
    path: '/owntracks',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
      'x-limit-u': user,
      'x-limit-d': device,
    },
    body: JSON.stringify(location),
  }
}

/** Six decimals: a tenth of a metre. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6
}
