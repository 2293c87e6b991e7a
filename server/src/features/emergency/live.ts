// SPDX-License-Identifier: Apache-2.0
import { Alarm, PressState } from '@muster/contract/emergency'
import type { ServerWire } from '@muster/contract/live'
import type { PersonId } from '@muster/contract/ids'
import { z } from 'zod'
import type { House } from '../../shell/house'
import type { LiveClient } from '../../shell/live/client'
import { isClearedFor, type PersonViewer } from '../../shell/viewer'
import type { Directory } from '../identity/index'
import type { AlarmBoard } from './board'
import type { AlarmState } from './rules'

/** Who an alarm may be shown to [EM-8]: whoever is cleared for its unit, and everybody once it was widened. */
export function maySee(viewer: PersonViewer, alarm: Pick<AlarmState, 'compartments' | 'widenedAt'>): boolean {
  return alarm.widenedAt !== null || isClearedFor(viewer, alarm.compartments)
}

/** What one viewer is shown of an alarm: to the uncleared callsign and place, never team or operation. */
export function viewOf(
  alarm: AlarmState,
  viewer: PersonViewer,
  directory: Directory,
  names: ReadonlyMap<PersonId, string>,
): Alarm {
  const unit = alarm.unitId === null ? null : directory.unit(alarm.unitId)
  const cleared = isClearedFor(viewer, alarm.compartments)
  const nameOf = (id: PersonId | null) => (id === null ? null : (names.get(id) ?? 'control'))
  return {
    id: alarm.id,
    unitId: alarm.unitId,
    callsign: unit?.callsign ?? alarm.claimed,
    team: cleared ? (unit?.team ?? null) : null,
    trust: alarm.trust,
    source: alarm.source,
    silent: alarm.silent,
    pressedAt: alarm.pressedAt,
    receivedAt: alarm.receivedAt,
    lastPressAt: alarm.lastPressAt,
    presses: alarm.presses,
    place: alarm.place,
    acknowledgedAt: alarm.acknowledgedAt,
    acknowledgedBy: nameOf(alarm.acknowledgedBy),
    closedAt: alarm.closedAt,
    closedBy: nameOf(alarm.closedBy),
    closeReason: alarm.closeReason,
    recorded: alarm.recorded,
    version: alarm.version,
  }
}

export const closedShownMs = 24 * 3_600_000

/**
 * Alarms over the live socket: at once, each change by itself, never merged and never held back for a
 * client that is slow with its pictures [EM-7]. The pressing device hears what became of its press.
 */
export function serveAlarms(
  { live, clock }: Pick<House, 'live' | 'clock'>,
  parts: {
    board: AlarmBoard
    directory: Directory
    names: ReadonlyMap<PersonId, string>
    stateOf: (id: PressState['pressId']) => PressState | null
  },
) {
  const { board, directory, names, stateOf } = parts
  const maySubscribe = (client: LiveClient) =>
    client.viewer.permissions.has('acknowledge-alarm') || client.viewer.permissions.has('see-picture')

  let complete = false
  live.onSubscribe('alarms', sendAll)

  function sendAll(client: LiveClient): void {
    if (!maySubscribe(client)) return
    const since = clock.now() - closedShownMs
    const shown = [...board.alarms()].filter(
      (alarm) => (alarm.closedAt === null || alarm.closedAt >= since) && maySee(client.viewer, alarm),
    )
    const alarms = shown.map((alarm) => z.encode(Alarm, viewOf(alarm, client.viewer, directory, names)))
    // Until the database was read these may not be all: the console must not say that there is no alarm.
    client.send({ type: 'alarms', n: client.nextN(), full: complete, alarms })
  }

  function resend(): void {
    for (const client of live.subscribers('alarms')) sendAll(client)
  }

  return {
    /** An alarm turned out to be another one: everybody gets the list anew. */
    resend,
    /** All standing alarms are known from here on: whoever was quicker than the database gets the list now. */
    setComplete(): void {
      complete = true
      resend()
    },
    /** Consoles on the alarms topic that are cleared for an alarm. */
    clearedConsoles(alarm: AlarmState): number {
      let count = 0
      for (const { viewer } of live.subscribers('alarms'))
        if (isClearedFor(viewer, alarm.compartments) && viewer.permissions.has('acknowledge-alarm')) count++
      return count
    },
    announce(alarm: AlarmState): void {
      const texts = new Map<boolean, string>()
      for (const client of live.subscribers('alarms')) {
        if (!maySubscribe(client) || !maySee(client.viewer, alarm)) continue
        const cleared = isClearedFor(client.viewer, alarm.compartments)
        const text =
          texts.get(cleared) ?? JSON.stringify(z.encode(Alarm, viewOf(alarm, client.viewer, directory, names)))
        texts.set(cleared, text)
        client.sendText(`{"type":"alarms","n":${client.nextN()},"full":false,"alarms":[${text}]}`)
      }
      tellDevice(alarm)
    },
  }

  function tellDevice(alarm: AlarmState): void {
    const unit = alarm.unitId === null ? null : directory.unit(alarm.unitId)
    const pressId = board.lastPressOf(alarm.id)
    const state = pressId === null ? null : stateOf(pressId)
    if (unit === null || state === null) return
    const message = { type: 'press-state', press: z.encode(PressState, state) } satisfies ServerWire
    for (const client of live.clients())
      if (client.viewer.deviceId !== null && client.viewer.personId === unit.personId) client.send(message)
  }
}
