// SPDX-License-Identifier: Apache-2.0
import type { PersonId } from '@muster/contract/ids'
import type { Credentials } from '../../shell/http/credentials'
import type { House } from '../../shell/house'
import type { Duty } from '../duty/index'
import type { Identity } from '../identity/index'
import type { Location } from '../location/index'
import { AlarmBoard } from './board'
import { startWidening } from './jobs'
import { closedShownMs, serveAlarms } from './live'
import { openPressPath, type PressPath, type Pressing } from './press'
import { fromUnknown } from './reader'
import { openRecorder } from './recorder'
import { addAlarmRoutes, addPressRoutes } from './routes'
import type { AlarmState, PressRecord } from './rules'
import { alarmsSince, namesOf, pressesSince } from './store'

export { fromUnknown, pressFromFix } from './reader'

export interface Emergency {
  press: PressPath['press']
  /** Presses that were in the journal at start; before the database is asked for anything. */
  replay(): void
  start(): Promise<void>
  pending(): number
  close(): void
}

export function openEmergency(house: House, identity: Identity, location: Location, duty: Duty): Emergency {
  const board = new AlarmBoard()
  const names = new Map<PersonId, string>()
  const recorder = openRecorder(house, board, { recorded: (alarm) => changed(alarm), renamed: () => live.resend() })
  const path = openPressPath(house, { board, recorder, location, announce: (alarm) => changed(alarm) })
  const live = serveAlarms(house, { board, directory: identity.directory, names, stateOf: path.stateOf })

  function changed(alarm: AlarmState): void {
    if (alarm.unitId !== null) location.setFollowed(alarm.unitId, alarm.closedAt === null)
    live.announce(alarm)
  }

  house.bus.subscribe('emergency.alarm-changed', (news) => {
    const { alarm } = news as { alarm: AlarmState }
    board.put(alarm)
    changed(alarm)
  })

  /** Who pressed, as far as can be told without refusing anybody [EM-9]. */
  async function whoPresses(
    credentials: Credentials,
    deviceId: string | null,
    from: string,
  ): Promise<Omit<Pressing, 'read' | 'source'>> {
    const known = await identity.sessions.recognise(credentials)
    if (known === null)
      return {
        unit: null,
        trust: 'unverified',
        address: from,
        label: deviceId === null ? 'Unknown caller' : `Unknown device ${deviceId.slice(0, 8)}`,
      }
    const { personId, deviceId: own, name } = known.viewer
    const unit = identity.directory.unitOf(personId)
    return {
      unit,
      trust: known.revoked ? 'lost-device' : 'signed-in',
      address: own ?? `person:${personId}`,
      label: name,
    }
  }

  const parts = { identity, duty, path, board, recorder, whoPresses }
  addPressRoutes(house, parts)
  addAlarmRoutes(house.routes, parts, (viewer) => names.set(viewer.personId, viewer.name))
  startWidening(house, board, live.clearedConsoles)

  house.live.onMessage('press', async (client, { press }) => {
    const read = fromUnknown(press)
    const { personId, deviceId, name } = client.viewer
    await path.press({
      read,
      unit: identity.directory.unitOf(personId),
      trust: 'signed-in',
      source: 'field-app',
      address: deviceId ?? `person:${personId}`,
      label: name,
    })
  })

  return {
    press: path.press,
    pending: () => recorder.pending(),
    replay() {
      for (const { payload } of house.journal.leftOver) {
        const press = readRecord(payload)
        if (press === null) continue
        const alarm = board.take(press)
        const entry = board.press(press.id)
        if (entry !== null) entry.journalled = true
        live.announce(alarm)
        recorder.add(press)
      }
    },
    async start() {
      const since = house.clock.now() - closedShownMs
      const found = await house.database.asJobs(async (tx) => {
        const alarms = await alarmsSince(tx, since)
        const people = alarms.flatMap(({ acknowledgedBy, closedBy }) =>
          [acknowledgedBy, closedBy].filter((id) => id !== null),
        )
        return { alarms, presses: await pressesSince(tx, since), names: await namesOf(tx, people) }
      })
      for (const [id, name] of found.names) names.set(id, name)
      for (const alarm of found.alarms) {
        // The journal may have raised it anew before the database was asked; what the database knows better stands.
        const held = board.alarm(alarm.id)
        if (held === null || alarm.closedAt !== null || alarm.version > held.version) {
          board.put(alarm)
          if (held !== null) changed(alarm)
        }
        if (alarm.closedAt === null && alarm.unitId !== null) location.setFollowed(alarm.unitId, true)
      }
      for (const { id, alarmId, receivedAt } of found.presses)
        if (board.press(id) === null) board.remember(id, alarmId, receivedAt)
      live.setComplete()
    },
    close: () => recorder.close(),
  }
}

/** A payload that this version cannot read is left in the journal for one that can. */
function readRecord(payload: string): PressRecord | null {
  try {
    const value: unknown = JSON.parse(payload)
    return typeof value === 'object' && value !== null && 'joinKey' in value && 'id' in value
      ? (value as PressRecord)
      : null
  } catch {
    return null
  }
}
