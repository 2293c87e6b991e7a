// SPDX-License-Identifier: Apache-2.0
import {
  AcknowledgeAlarm,
  CloseAlarm,
  GetAlarm,
  GetPress,
  ListAlarms,
  Press,
  PressOnBehalf,
  PressState,
} from '@muster/contract/emergency'
import { SetMyStatus } from '@muster/contract/duty'
import type { AlarmId } from '@muster/contract/ids'
import { Refused } from '@muster/contract/refusal'
import { emergencyStatus } from '@muster/contract/status-codes'
import { z } from 'zod'
import type { Tx } from '../../shell/db/database'
import type { Credentials } from '../../shell/http/credentials'
import { refusedReply } from '../../shell/http/raw-route'
import { personOf, type Routes } from '../../shell/http/route'
import type { House } from '../../shell/house'
import type { PersonViewer } from '../../shell/viewer'
import * as audit from '../audit/index'
import type { Duty } from '../duty/index'
import type { Identity } from '../identity/index'
import type { AlarmBoard } from './board'
import { closedShownMs, maySee, viewOf } from './live'
import type { PressPath, Pressing } from './press'
import { fromUnknown, readPress } from './reader'
import type { Recorder } from './recorder'
import { acknowledge, close, type AlarmState } from './rules'
import { addEvent, alarmsSince, eventsOf, findPressState, lockAlarm, namesOf, saveAlarm } from './store'

interface Parts {
  readonly identity: Identity
  readonly duty: Duty
  readonly path: PressPath
  readonly board: AlarmBoard
  readonly recorder: Recorder
  readonly whoPresses: (
    credentials: Credentials,
    deviceId: string | null,
    from: string,
  ) => Promise<Omit<Pressing, 'read' | 'source'>>
}

const pressLimitBytes = 8 * 1024

export function addPressRoutes(
  { routes, database }: Pick<House, 'routes' | 'database'>,
  { identity, duty, path, whoPresses }: Parts,
): void {
  const takePress = async (bytes: Uint8Array, credentials: Credentials, from: string) => {
    const read = readPress(bytes)
    const who = await whoPresses(credentials, read.deviceId, from)
    return path.press({ ...who, read, source: who.trust === 'unverified' ? 'unknown' : 'field-app' })
  }

  routes.raw({
    name: Press.name,
    methods: ['POST'],
    path: Press.path,
    bodyLimitBytes: pressLimitBytes,
    handle: async ({ body, credentials, from }) => pressReply(await takePress(body, credentials, from)),
    // However large: the press counts, its body does not.
    tooLarge: async ({ credentials, from }) => pressReply(await takePress(Buffer.from('{}'), credentials, from)),
  })

  // From memory first: the device asks also while the database is away.
  routes.raw({
    name: GetPress.name,
    methods: ['GET'],
    path: GetPress.path,
    bodyLimitBytes: 0,
    async handle({ params, requestId }) {
      const id = GetPress.params.safeDecode(params as never)
      if (!id.success) return refusedReply(new Refused('bad-request', 'path.pressId: not a press id'), requestId)
      const { pressId } = id.data
      try {
        const state = path.stateOf(pressId) ?? (await database.asJobs((tx) => findPressState(tx, pressId)))
        if (state === null) throw new Refused('no-such-press', 'This press has not arrived.')
        return pressReply(state)
      } catch (error) {
        if (error instanceof Refused) return refusedReply(error, requestId)
        throw error
      }
    },
  })

  routes.route(PressOnBehalf, async ({ params: { unitId }, body, viewer }) => {
    const unit = identity.directory.unit(unitId)
    if (unit === null || !unit.compartments.every((id) => personOf(viewer).clearedFor.includes(id)))
      throw new Refused('no-such-unit', 'There is no such unit.')
    const read = fromUnknown({ id: body.id })
    const notes = [`by ${personOf(viewer).name}${body.note === undefined ? '' : `: ${body.note}`}`]
    return path.press({
      read: { ...read, notes },
      unit,
      trust: 'signed-in',
      source: 'controller',
      address: `person:${personOf(viewer).personId}`,
      label: unit.callsign,
    })
  })

  // Status 0 is a press: it takes the press path before the database is asked for anything.
  routes.route(
    SetMyStatus,
    async ({ tx, viewer, body }) => {
      const { personId } = personOf(viewer)
      if (body.code === emergencyStatus && duty.board.bookingOf(personId) === null)
        return { ...duty.board.myDuty(personId), warning: null }
      const { warning, booking } = await duty.setStatus(tx, personId, body.code)
      return { ...(await duty.board.dutyAfter(tx, personId, booking)), warning }
    },
    async ({ body, credentials, from }) => {
      if (body.code !== emergencyStatus) return
      const who = await whoPresses(credentials, null, from)
      await path.press({ ...who, read: fromUnknown({}), source: 'status-0' })
    },
  )
}

function pressReply(state: PressState) {
  return { status: state.recorded ? 200 : 202, body: JSON.stringify(z.encode(PressState, state)) }
}

export function addAlarmRoutes(
  { route }: Routes,
  { identity, board, recorder }: Pick<Parts, 'identity' | 'board' | 'recorder'>,
  nameKnown: (viewer: PersonViewer) => void,
): void {
  const show = async (tx: Tx, viewer: PersonViewer, alarms: readonly AlarmState[]) => {
    const people = alarms.flatMap(({ acknowledgedBy, closedBy }) =>
      [acknowledgedBy, closedBy].filter((id) => id !== null),
    )
    const names = await namesOf(tx, people)
    return alarms.map((alarm) => viewOf(alarm, viewer, identity.directory, names))
  }

  route(ListAlarms, async ({ tx, viewer, now }) => ({
    rows: await show(tx, personOf(viewer), await alarmsSince(tx, now - closedShownMs)),
  }))

  route(GetAlarm, async ({ tx, viewer, params: { alarmId } }) => {
    const person = personOf(viewer)
    const stored = await lockAlarm(tx, alarmId)
    const held = stored === null ? board.alarm(alarmId) : stored
    if (held === null || !maySee(person, held)) throw new Refused('no-such-alarm', 'There is no such alarm.')
    const [alarm] = await show(tx, person, [held])
    return { alarm: alarm as NonNullable<typeof alarm>, transcript: await eventsOf(tx, alarmId) }
  })

  /** A controller may be quicker than the database: then wait a moment for the record. */
  async function untilRecorded({ params: { alarmId } }: { params: { alarmId: AlarmId } }): Promise<void> {
    if (board.alarm(alarmId)?.recorded === false) await recorder.settled(alarmId, 2_000)
  }

  async function change(tx: Tx, viewer: PersonViewer, alarmId: AlarmId, act: (alarm: AlarmState) => AlarmState) {
    const before = await lockAlarm(tx, alarmId)
    if (before === null)
      throw new Refused(
        'no-such-alarm',
        'There is no such alarm, or it is still being recorded: try again in a second.',
      )
    const after = act(before)
    await saveAlarm(tx, after)
    nameKnown(viewer)
    tx.announce('emergency.alarm-changed', { alarm: after })
    const [shown] = await show(tx, viewer, [after])
    return shown as NonNullable<typeof shown>
  }

  route(
    AcknowledgeAlarm,
    async ({ tx, viewer, now, params: { alarmId } }) => {
      const person = personOf(viewer)
      const alarm = await change(tx, person, alarmId, (before) => acknowledge(before, person.personId, now))
      await addEvent(tx, alarmId, 'acknowledged', now, person.personId, null)
      await audit.append(
        tx,
        'alarm-acknowledged',
        `alarm:${alarmId}`,
        { version: alarm.version },
        board.alarm(alarmId)?.compartments ?? [],
      )
      return alarm
    },
    untilRecorded,
  )

  route(
    CloseAlarm,
    async ({ tx, viewer, now, params: { alarmId }, body }) => {
      const person = personOf(viewer)
      const alarm = await change(tx, person, alarmId, (before) => close(before, person.personId, body.reason, now))
      await addEvent(
        tx,
        alarmId,
        'closed',
        now,
        person.personId,
        [body.reason, body.note].filter((part) => part !== undefined).join(': '),
      )
      await audit.append(
        tx,
        'alarm-closed',
        `alarm:${alarmId}`,
        { reason: body.reason, note: body.note ?? null, version: alarm.version },
        board.alarm(alarmId)?.compartments ?? [],
      )
      return alarm
    },
    untilRecorded,
  )
}
