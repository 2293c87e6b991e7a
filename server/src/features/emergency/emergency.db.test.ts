// SPDX-License-Identifier: Apache-2.0
import { BookOn, SetMyStatus } from '@muster/contract/duty'
import {
  AcknowledgeAlarm,
  CloseAlarm,
  GetAlarm,
  GetPress,
  ListAlarms,
  PressOnBehalf,
  PressState,
} from '@muster/contract/emergency'
import { CreateGateway, RevokeDevice, WhoAmI } from '@muster/contract/identity'
import type { Topic } from '@muster/contract/live'
import { newId, type BookingId, type DeviceId, type PersonId, type PressId } from '@muster/contract/ids'
import type { ApiClient } from '@muster/scenarios/api-client'
import { openPressJournal } from '../../shell/journal/press-journal'
import { until } from '../../testing/until'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actIn, openAgencyWorld, type AgencyWorld } from '../../testing/agency-world'
import { openLiveSocket, type LiveSocket } from '../../testing/live-socket'

let small: AgencyWorld
let controller: ApiClient

beforeAll(async () => {
  small = await openAgencyWorld()
  controller = await small.as(small.agency.cast.controller)
}, 60_000)
afterAll(() => small.close())

/** A press as it goes over the wire, whatever it carries. */
async function press(body: string | Uint8Array<ArrayBuffer> | null, cookie?: string): Promise<PressState> {
  const answer = await fetch(`${small.url}/api/v1/presses`, {
    method: 'POST',
    body,
    headers: cookie === undefined ? {} : { cookie },
  })
  expect([200, 202]).toContain(answer.status)
  return PressState.parse(await answer.json())
}

async function watch(api: ApiClient, topics: Topic[]): Promise<LiveSocket> {
  const socket = await openLiveSocket(small.url, { cookie: api.cookieHeader(), origin: api.origin })
  socket.send({ type: 'subscribe', topics })
  return socket
}

const asJson = (value: unknown) => JSON.stringify(value)
/** A controller or supervisor who is cleared for all that this officer's unit belongs to. */
function clearedFor(officer: PersonId): PersonId {
  const { compartments } = small.unitOf(officer)
  const found = small.agency.people.find(
    ({ roles, clearedFor: known }) =>
      roles.some((role) => role === 'controller' || role === 'control-room-supervisor') &&
      compartments.every((id) => known.includes(id)),
  )
  if (found === undefined) throw new Error('nobody at a console is cleared for this officer')
  return found.id
}

const alarms = async (api: ApiClient) => (await api.call(ListAlarms)).rows
const officers = () =>
  small.agency.units.flatMap(({ personId, compartments }) =>
    personId === null || compartments.length > 0 ? [] : [personId],
  )

async function closeAll(): Promise<void> {
  const supervisor = await small.as(small.agency.cast.clearedController)
  for (const alarm of await alarms(supervisor))
    if (alarm.closedAt === null)
      await supervisor.call(CloseAlarm, { params: { alarmId: alarm.id }, body: { reason: 'unfounded' } })
}

describe('never refused', () => {
  test.each([
    ['nothing', null],
    ['noise', 'garbage'],
    ['an array', '[1,2,3]'],
    ['wrong types', asJson({ id: 7, lat: 'x', lon: {}, at: [], silent: 'no' })],
    ['64 KB', 'x'.repeat(64 * 1024)],
    ['10 MB', new Uint8Array(10 * 1024 * 1024)],
    ['broken UTF-8', new Uint8Array([0xff, 0xfe, 0x00])],
  ])('[EM-2] %s is a press', async (_, body) => {
    const state = await press(body)
    expect(state).toMatchObject({ journalled: true, recorded: true })
  })

  test('[EM-2] a stale cookie, a foreign cookie and no cookie all press', async () => {
    for (const cookie of ['muster-session=nonsense', 'other=1', ''])
      expect((await press('{}', cookie)).journalled).toBe(true)
  })

  test('[EM-9] what nobody signed stands as one unverified alarm of its source', async () => {
    const open = (await alarms(controller)).filter(({ closedAt }) => closedAt === null)
    expect(open).toHaveLength(1)
    expect(open[0]).toMatchObject({ trust: 'unverified', unitId: null })
    expect(open[0]?.presses).toBeGreaterThanOrEqual(10)
  })
})

describe('one alarm per officer', () => {
  test('[EM-3, EM-4] pressed three times and sent twice each, it is one alarm with three presses', async () => {
    const api = await small.deviceOf(small.agency.cast.officer)
    const ids = [1, 2, 3].map(() => newId<PressId>())
    for (const id of [...ids, ...ids]) await press(asJson({ id, lat: 51.5, lon: -0.12 }), api.cookieHeader())
    const mine = (await alarms(controller)).filter(
      ({ unitId }) => unitId === small.unitOf(small.agency.cast.officer).id,
    )
    expect(mine).toHaveLength(1)
    expect(mine[0]).toMatchObject({
      id: ids[0],
      presses: 3,
      trust: 'signed-in',
      recorded: true,
      place: { lat: 51.5, lon: -0.12 },
    })
  })

  test('[EM-4] fifty at the same moment are one alarm', async () => {
    const person = officers()[3] as (typeof small.agency.cast)['officer']
    const api = await small.as(person)
    await Promise.all(Array.from({ length: 50 }, () => press(asJson({ id: newId() }), api.cookieHeader())))
    const mine = async () => (await alarms(controller)).filter(({ unitId }) => unitId === small.unitOf(person).id)
    await expect.poll(async () => (await mine()).map(({ presses }) => presses)).toEqual([50])
  })

  test('[EM-5] a press that waited forty minutes on the device keeps both times', async () => {
    const person = officers()[4] as (typeof small.agency.cast)['officer']
    const api = await small.as(person)
    const at = Date.now() - 40 * 60_000
    const state = await press(asJson({ id: newId(), at: new Date(at).toISOString() }), api.cookieHeader())
    const { alarm } = await controller.call(GetAlarm, { params: { alarmId: state.alarmId } })
    expect(alarm.pressedAt).toBe(at)
    expect(alarm.receivedAt).toBeGreaterThan(at + 39 * 60_000)
  })
})

describe('acknowledge and close', () => {
  test('[EM-6, EM-7, EM-15, EM-16] one console takes it, the other sees that; it closes with a reason; the device hears when', async () => {
    await closeAll()
    const person = small.agency.cast.officer
    const api = await small.deviceOf(person)
    const device = await watch(api, ['own'])
    const one = await watch(controller, ['alarms'])
    const two = await watch(await small.as(small.agency.cast.supervisor), ['alarms'])
    await Promise.all([one.next('alarms', (m) => m.full), two.next('alarms', (m) => m.full)])
    const state = await press(asJson({ id: newId() }), api.cookieHeader())
    const isIt =
      (version: (alarm: { acknowledgedAt: string | null; closedAt: string | null }) => boolean) =>
      (m: { alarms: { id: string; acknowledgedAt: string | null; closedAt: string | null }[] }) =>
        m.alarms.some((alarm) => alarm.id === state.alarmId && version(alarm))
    await Promise.all(
      [one, two].map((probe) =>
        probe.next(
          'alarms',
          isIt((a) => a.acknowledgedAt === null),
        ),
      ),
    )

    const taken = await controller.call(AcknowledgeAlarm, { params: { alarmId: state.alarmId } })
    expect(taken.acknowledgedBy).not.toBeNull()
    expect(taken.closedAt).toBeNull()
    await two.next(
      'alarms',
      isIt((a) => a.acknowledgedAt !== null),
    )
    await expect(controller.call(AcknowledgeAlarm, { params: { alarmId: state.alarmId } })).rejects.toMatchObject({
      code: 'already-acknowledged',
    })
    const heard = await device.next('press-state', (m) => m.press.acknowledgedAt !== null)
    expect(JSON.stringify(heard)).not.toContain(taken.acknowledgedBy)

    await controller.call(CloseAlarm, { params: { alarmId: state.alarmId }, body: { reason: 'pressed-by-mistake' } })
    await Promise.all(
      [one, two].map((probe) =>
        probe.next(
          'alarms',
          isIt((a) => a.closedAt !== null),
        ),
      ),
    )
    await expect(
      controller.call(CloseAlarm, { params: { alarmId: state.alarmId }, body: { reason: 'resolved' } }),
    ).rejects.toMatchObject({ code: 'already-closed' })
    const { transcript } = await controller.call(GetAlarm, { params: { alarmId: state.alarmId } })
    expect(transcript.map(({ what }) => what)).toEqual(['pressed', 'acknowledged', 'closed'])
    const { rows } = await small.world.owner.query<{ type: string }>(
      'select type from audit_leaf where subject = $1 order by seq',
      [`alarm:${state.alarmId}`],
    )
    expect(rows.map(({ type }) => type)).toEqual(['alarm-raised', 'alarm-acknowledged', 'alarm-closed'])
    expect((await api.call(GetPress, { params: { pressId: state.pressId } })).closedAt).not.toBeNull()
    for (const probe of [device, one, two]) probe.close()
  })

  test('[EM-6] two desks acknowledge at once: one has it, the other is told', async () => {
    const person = officers()[5] as (typeof small.agency.cast)['officer']
    const state = await press('{}', (await small.as(person)).cookieHeader())
    const other = await small.as(small.agency.cast.supervisor)
    const answers = await Promise.allSettled(
      [controller, other].map((api) => api.call(AcknowledgeAlarm, { params: { alarmId: state.alarmId } })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('[EM-7] a console that joins late has every standing alarm in its first frame', async () => {
    const state = await press(
      '{}',
      (await small.as(officers()[6] as (typeof small.agency.cast)['officer'])).cookieHeader(),
    )
    const late = await watch(controller, ['alarms'])
    const first = await late.next('alarms', (m) => m.full)
    expect(first.alarms.map(({ id }) => id)).toContain(state.alarmId)
    late.close()
  })

  test('[EM-7] a console that does not read holds up nobody', async () => {
    const stalled = await watch(controller, ['alarms', 'picture'])
    stalled.stall()
    const other = await watch(controller, ['alarms'])
    await other.next('alarms', (m) => m.full)
    const state = await press(
      '{}',
      (await small.as(officers()[7] as (typeof small.agency.cast)['officer'])).cookieHeader(),
    )
    const shown = await other.next('alarms', (m) => !m.full && m.alarms.some(({ id }) => id === state.alarmId))
    expect(shown.alarms).toHaveLength(1)
    stalled.close()
    other.close()
  })
})

describe('who sees it', () => {
  test('[EM-8] with nobody cleared at a console, all are shown callsign and place, never the team', async () => {
    await closeAll()
    const person = small.agency.cast.compartmentedOfficer
    const uncleared = await watch(controller, ['alarms'])
    await uncleared.next('alarms', (m) => m.full)
    const state = await press(asJson({ id: newId(), lat: 52, lon: -1 }), (await small.as(person)).cookieHeader())
    const shown = await uncleared.next('alarms', (m) => m.alarms.some(({ id }) => id === state.alarmId))
    expect(shown.alarms[0]).toMatchObject({ callsign: small.unitOf(person).callsign, place: { lat: 52 }, team: null })
    uncleared.close()
  })

  test('[EM-8] with somebody cleared there, the others see nothing until ten seconds have passed unheeded', async () => {
    await closeAll()
    const person = small.agency.cast.compartmentedOfficer
    const cleared = await watch(await small.as(clearedFor(person)), ['alarms'])
    const uncleared = await watch(controller, ['alarms'])
    await Promise.all([cleared, uncleared].map((probe) => probe.next('alarms', (m) => m.full)))
    const state = await press('{}', (await small.as(person)).cookieHeader())
    await cleared.next('alarms', (m) => m.alarms.some(({ id }) => id === state.alarmId))
    await uncleared.next('beat', (m) => m.atMs > state.receivedAt + 1_500)
    expect(JSON.stringify(uncleared.messages)).not.toContain(state.alarmId)
    await expect(controller.call(GetAlarm, { params: { alarmId: state.alarmId } })).rejects.toMatchObject({
      code: 'no-such-alarm',
    })
    await expect(controller.call(AcknowledgeAlarm, { params: { alarmId: state.alarmId } })).rejects.toMatchObject({
      code: 'no-such-alarm',
    })
    await uncleared.next('beat', (m) => m.atMs > state.receivedAt + 9_000)
    await uncleared.next('alarms', (m) => m.alarms.some(({ id }) => id === state.alarmId))
    // Consoles hear it before the database does.
    const transcript = () => controller.call(GetAlarm, { params: { alarmId: state.alarmId } })
    const written = await until(
      transcript,
      (found) => found.transcript.some(({ what }) => what === 'widened'),
      'the transcript',
    )
    expect(written.alarm.unitId).toBe(small.unitOf(person).id)
    cleared.close()
    uncleared.close()
  }, 40_000)

  test('[EM-9] a revoked device presses as POSSIBLE AMBUSH, apart from its officer', async () => {
    await closeAll()
    const api = await small.deviceOf(small.agency.cast.officer)
    const deviceId = (await api.call(WhoAmI)).deviceId as DeviceId
    const cookie = api.cookieHeader()
    await (
      await small.as(small.agency.cast.securityAdministrator)
    ).call(RevokeDevice, { params: { deviceId }, body: { reason: 'left on a train' } })
    await press('{}', cookie)
    const open = (await alarms(controller)).filter(({ closedAt }) => closedAt === null)
    expect(open).toEqual([
      expect.objectContaining({
        trust: 'lost-device',
        unitId: null,
        callsign: small.unitOf(small.agency.cast.officer).callsign,
      }),
    ])
  })
})

describe('other ways to press', () => {
  test('[EM-13] status 0 from the app presses, also when not booked on', async () => {
    await closeAll()
    const person = officers()[8] as (typeof small.agency.cast)['officer']
    const api = await small.as(person)
    await api.call(SetMyStatus, { body: { code: 0 } })
    expect(await alarms(controller)).toContainEqual(
      expect.objectContaining({ unitId: small.unitOf(person).id, source: 'status-0', closedAt: null }),
    )
  })

  test('[EM-13] status 0 from a radio presses as its unit through a known gateway, unverified through any other', async () => {
    await closeAll()
    const unit = small.agency.units.find(
      ({ addresses, compartments }) => compartments.length === 0 && addresses.some(({ kind }) => kind === 'issi'),
    )
    const issi = unit?.addresses.find(({ kind }) => kind === 'issi')?.value
    const { token } = await (
      await small.as(small.agency.cast.securityAdministrator)
    ).call(CreateGateway, { body: { name: 'Test gateway' } })
    const post = (bearer: string) =>
      fetch(`${small.url}/radio`, {
        method: 'POST',
        headers: { authorization: `Bearer ${bearer}` },
        body: `{"issi":"${issi}","status":0}\n`,
      })
    expect((await post(token)).status).toBe(200)
    expect((await post('forged')).status).toBe(401)
    const open = (await alarms(controller)).filter(({ closedAt }) => closedAt === null)
    expect(
      open.map(({ trust, unitId }) => [trust, unitId]).sort(([a], [b]) => String(a).localeCompare(String(b))),
    ).toEqual([
      ['signed-in', unit?.id],
      ['unverified', null],
    ])
  })

  test('[EM-13] a controller presses for somebody who phoned, and the note stays', async () => {
    await closeAll()
    const unit = small.unitOf(small.agency.cast.lapsedOfficer)
    const state = await controller.call(PressOnBehalf, {
      params: { unitId: unit.id },
      body: { id: newId<PressId>(), note: 'phoned 999' },
    })
    const { alarm, transcript } = await controller.call(GetAlarm, { params: { alarmId: state.alarmId } })
    expect(alarm).toMatchObject({ unitId: unit.id, source: 'controller' })
    expect(transcript[0]?.detail).toContain('phoned 999')
  })

  test('[EM-13] an OsmAnd SOS presses, also without a position and from a stranger', async () => {
    await closeAll()
    await fetch(`${small.url}/osmand?id=nobody-knows&alarm=sos&lat=NaN&lon=NaN`)
    expect(await alarms(controller)).toContainEqual(
      expect.objectContaining({ trust: 'unverified', source: 'osmand', closedAt: null }),
    )
  })

  test('[EM-14] off duty no position is kept; while an alarm stands each one is', async () => {
    await closeAll()
    const api = await small.deviceOf(officers()[9] as (typeof small.agency.cast)['officer'])
    const probe = await watch(api, ['own'])
    const fix = (id: number) =>
      probe.send({ type: 'fixes', id, fixes: [{ at: Date.now(), lat: 51.4 + id / 1000, lon: -0.2 }] })
    fix(1)
    expect(await probe.next('taken', (m) => m.id === 1)).toMatchObject({ stored: 0, dropped: 1 })
    await press('{}', api.cookieHeader())
    fix(2)
    expect(await probe.next('taken', (m) => m.id === 2)).toMatchObject({ stored: 1, dropped: 0 })
    await closeAll()
    fix(3)
    expect(await probe.next('taken', (m) => m.id === 3)).toMatchObject({ stored: 0, dropped: 1 })
    probe.close()
  })
})

describe('floods and restarts', () => {
  test('[EM-2] a press whose label no database takes holds up nobody', async () => {
    await closeAll()
    await fetch(`${small.url}/osmand?id=%00evil%00&alarm=sos`)
    await press(asJson({ callsign: 'a\u0000b', deviceId: '\u0000' }))
    const state = await press('{}', (await small.as(small.agency.cast.officer)).cookieHeader())
    expect(state.recorded).toBe(true)
  })

  test('[EM-12] five hundred forged presses are one alarm that counts; a signed one in their midst is recorded', async () => {
    await closeAll()
    const api = await small.as(small.agency.cast.officer)
    const forged = Array.from({ length: 500 }, (_, n) => press(asJson({ callsign: `FAKE${n}` })))
    const real = await press('{}', api.cookieHeader())
    await Promise.all(forged)
    expect(real.recorded).toBe(true)
    const open = (await alarms(controller)).filter(({ closedAt }) => closedAt === null)
    expect(open).toHaveLength(2)
    const { rows } = await small.world.owner.query<{ count: number }>(
      "select count(*)::int as count from press where trust = 'unverified' and alarm_id = $1",
      [open.find(({ trust }) => trust === 'unverified')?.id],
    )
    expect(rows[0]?.count).toBeLessThanOrEqual(41)
  })

  test('[EM-10] after a restart every alarm stands as it stood, and a press sent again joins it', async () => {
    const api = await small.as(small.agency.cast.officer)
    await api.call(BookOn, { body: { id: newId<BookingId>() } }).catch(() => undefined)
    const id = newId<PressId>()
    const before = await press(asJson({ id }), api.cookieHeader())
    small = actIn(await small.world.restart())
    controller = await small.as(small.agency.cast.controller)
    const again = await press(asJson({ id }), api.cookieHeader())
    expect(again).toMatchObject({ pressId: id, alarmId: before.alarmId, recorded: true })
    const mine = (await alarms(controller)).filter(({ id: alarmId }) => alarmId === before.alarmId)
    expect(mine).toHaveLength(1)
    const { rows } = await small.world.owner.query('select 1 from press where id = $1', [id])
    expect(rows).toHaveLength(1)
  })

  test('[EM-10] a press whose slot was never marked free does not bring a closed alarm back', async () => {
    await closeAll()
    const person = officers()[2] as PersonId
    const cookie = (await small.as(person)).cookieHeader()
    const [first, second] = [newId<PressId>(), newId<PressId>()]
    const { alarmId } = await press(asJson({ id: first }), cookie)
    await press(asJson({ id: second }), cookie)
    await closeAll()
    const unitId = small.unitOf(person).id
    const record = {
      id: second,
      joinKey: `unit:${unitId}`,
      unitId,
      claimed: 'X',
      trust: 'signed-in',
      source: 'field-app',
      address: 'x',
      silent: false,
      pressedAt: Date.now(),
      receivedAt: Date.now(),
      place: null,
      batteryPercent: null,
      compartments: [],
      notes: [],
    }
    small = actIn(
      await small.world.restart(async () => {
        const journal = await openPressJournal(small.world.dataDir)
        await journal.append({ id: second, payload: JSON.stringify(record) }, 'verified')
        await journal.close()
      }),
    )
    controller = await small.as(small.agency.cast.controller)
    const console = await watch(controller, ['alarms'])
    await until(
      () => small.world.world.house.journal.pending(),
      (pending) => pending === 0,
      'the journal to be empty',
    )
    await press('{}', (await small.as(officers()[1] as PersonId)).cookieHeader())
    const late = await watch(controller, ['alarms'])
    const { alarms: shown } = await late.next('alarms', ({ full }) => full)
    expect(shown.filter(({ unitId: of, closedAt }) => of === unitId && closedAt === null)).toEqual([])
    expect(shown.find(({ id }) => id === alarmId)?.presses).toBe(2)
    console.close()
    late.close()
  })
})
