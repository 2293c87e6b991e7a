// SPDX-License-Identifier: Apache-2.0
import type { FixMessage } from '@muster/contract/live'
import type { Fix } from '@muster/contract/place'
import type { House } from '../../shell/house'
import type { Directory } from '../identity/index'
import type { Report, Taken } from './intake'

/** Positions of Muster's own field app, over the live socket of an enrolled device. */
export function takeFromFieldApp(
  { live }: House,
  directory: Directory,
  take: (report: Report) => Promise<Taken>,
): void {
  live.onMessage('fixes', async (client, { id, fixes }) => {
    const { deviceId, personId } = client.viewer
    if (deviceId === null) {
      client.send({ type: 'refused', id, code: 'not-allowed', detail: 'Only an enrolled device reports positions.' })
      return
    }
    const unit = directory.unitOf(personId)
    const outcomes = await Promise.all(
      fixes.map((fix) =>
        take({ unit, source: 'field-app', address: deviceId, fix: messageToFix(fix), raw: () => JSON.stringify(fix) }),
      ),
    )
    const count = (which: Taken) => outcomes.filter((outcome) => outcome === which).length
    client.send({ type: 'taken', id, stored: count('stored'), setAside: count('set-aside'), dropped: count('dropped') })
  })
}

function messageToFix(message: FixMessage): Fix {
  return {
    atMs: message.at,
    lat: message.lat,
    lon: message.lon,
    accuracyM: message.accuracyM ?? null,
    speedMps: message.speedMps ?? null,
    courseDeg: message.courseDeg ?? null,
    altitudeM: message.altitudeM ?? null,
    batteryPercent: message.batteryPercent ?? null,
    source: 'field-app',
  }
}
