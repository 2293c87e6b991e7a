// SPDX-License-Identifier: Apache-2.0
import {
  BookOff,
  BookOn,
  GetMyDuty,
  GetUnitCard,
  SetMyStatus,
  type ChainLink,
  type LinkState,
} from '@muster/contract/duty'
import { CreateGateway } from '@muster/contract/identity'
import {
  newId,
  type BookingId,
  type ItemId,
  type PersonId,
  type TalkgroupId,
  type TestId,
  type UnitId,
} from '@muster/contract/ids'
import { GetItem, IssueItem, ReturnItem, TestMyItem } from '@muster/contract/kit'
import type { ApiClient } from '@muster/scenarios/api-client'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { actIn, openAgencyWorld, type AgencyWorld } from '../../testing/agency-world'
import { openLiveSocket } from '../../testing/live-socket'
import { rawCall } from '../../testing/raw-call'
import { until } from '../../testing/until'

let at: AgencyWorld
let officer: ApiClient
let radio: { id: ItemId; issi: string }
const person = () => at.agency.cast.officer

beforeAll(async () => {
  at = await openAgencyWorld()
  officer = await at.as(person())
  const held = at.agency.items.find(({ holderId, issi }) => holderId === person() && issi !== null)
  radio = { id: held?.id as ItemId, issi: held?.issi ?? '' }
})
afterAll(() => at.close())
afterEach(async () => void (await officer.call(BookOff).catch(() => undefined)))

const talkgroup = () => at.agency.talkgroups[0] as { id: TalkgroupId; gssi: string }
const bookOn = (over: object = {}) =>
  officer.call(BookOn, { body: { id: newId<BookingId>(), talkgroupId: talkgroup().id, ...over } })
const linkStates = async (): Promise<Partial<Record<ChainLink, LinkState>>> =>
  Object.fromEntries((await officer.call(GetMyDuty)).chain.links.map(({ link, state }) => [link, state]))

async function gateway() {
  const desk = await at.as(at.agency.cast.kitCustodian)
  const { token } = await desk.call(CreateGateway, { body: { name: 'Gateway' } })
  return (...lines: object[]) =>
    rawCall(at.url, '/radio', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: lines.map((line) => JSON.stringify(line)).join('\n'),
    })
}

test('[DU-5] booking on and off: one open booking, the same one sent twice, a second one refused', async () => {
  const id = newId<BookingId>()
  const first = await bookOn({ id })
  expect(first.booking).toMatchObject({ id, radioId: radio.id, offAt: null, status: 1 })
  expect((await bookOn({ id })).booking).toEqual(first.booking)
  await expect(bookOn()).rejects.toMatchObject({ code: 'already-booked-on' })
  const off = await officer.call(BookOff)
  expect(off).toMatchObject({ booking: null, chain: { readiness: 'not-logged-on' } })
  await expect(officer.call(BookOff)).rejects.toMatchObject({ code: 'not-booked-on' })
  await expect(bookOn({ id })).rejects.toMatchObject({ code: 'already-booked-on' })
  const { rows } = await at.world.owner.query('select status, off_at is not null as off from booking where id = $1', [
    id,
  ])
  expect(rows).toEqual([{ status: 11, off: true }])
})

test('[DU-4] the radio is the one named, or the only one held; a radio of somebody else is none', async () => {
  expect((await bookOn({ radioId: null })).booking?.radioId).toBeNull()
  await officer.call(BookOff)
  expect((await bookOn()).booking?.radioId).toBe(radio.id)
  await officer.call(BookOff)
  const other = at.agency.items.find(({ holderId, issi }) => holderId !== person() && issi !== null)
  await expect(bookOn({ radioId: other?.id })).rejects.toMatchObject({ code: 'no-such-item' })
  await expect(bookOn({ talkgroupId: newId<TalkgroupId>() })).rejects.toMatchObject({ code: 'no-such-talkgroup' })
})

test('[DU-1] the chain from nothing to ready, each link proved by its own fact, and told to the device', async () => {
  await officer.call(TestMyItem, { params: { itemId: radio.id }, body: { id: newId<TestId>(), failedChecks: [] } })
  expect(await linkStates()).toMatchObject({ bound: 'missing', issued: 'proved', tested: 'proved' })
  const device = await at.deviceOf(person())
  await bookOn()
  expect(await until(linkStates, ({ bound }) => bound === 'proved', 'the booking')).toMatchObject({
    issued: 'proved',
    trained: 'proved',
    tested: 'proved',
    attached: 'unknown',
    talkgroup: 'unknown',
    heartbeat: 'unknown',
    position: 'unknown',
  })
  const live = await openLiveSocket(at.url, { cookie: device.cookieHeader() })
  live.send({ type: 'subscribe', topics: ['own'] })
  await live.next('own')
  const send = await gateway()
  expect((await send({ issi: radio.issi, event: 'group', gssi: talkgroup().gssi })).json).toEqual({
    lines: 1,
    problems: [],
  })
  live.send({ type: 'fixes', id: 7, fixes: [{ at: Date.now(), lat: 53.8, lon: -1.5 }] })
  expect(await live.next('taken')).toMatchObject({ id: 7, stored: 1, setAside: 0, dropped: 0 })
  const ready = await live.next('own', ({ duty }) => duty.chain.readiness === 'ready')
  expect(ready.duty.chain.links.every(({ state, mend }) => state === 'proved' && mend === null)).toBe(true)
  await send({ issi: radio.issi, event: 'group', gssi: '9999' })
  const wrong = await live.next('own', ({ n, duty }) => n > ready.n && duty.chain.readiness !== 'ready')
  expect(wrong.duty.chain.links.find(({ link }) => link === 'talkgroup')).toMatchObject({ state: 'missing' })
  live.close()
})

test('[DU-8] a heartbeat grows old by itself, and no request is needed for it', async () => {
  const other = at.agency.cast.lapsedOfficer
  const issi = at.agency.items.find((item) => item.holderId === other && item.issi !== null)?.issi
  const api = await at.bookOn(other)
  const controller = await at.as(at.agency.cast.controller)
  const live = await openLiveSocket(at.url, { cookie: controller.cookieHeader() })
  live.send({ type: 'subscribe', topics: ['picture'] })
  const send = await gateway()
  await send({ issi, event: 'attach', at: new Date(Date.now() - 117_000).toISOString() })
  const unitId = at.unitOf(other).id
  const shownAfter = (after: number, missing: boolean) =>
    live.next(
      'picture',
      ({ n, units }) =>
        n > after && units.some(({ id, missing: links }) => id === unitId && links.includes('heartbeat') === missing),
    )
  const heard = await shownAfter(0, false)
  const aged = await shownAfter(heard.n, true)
  expect(aged.atMs - heard.atMs).toBeGreaterThan(500)
  await until(
    async () => (await api.call(GetMyDuty)).chain.links.find(({ link }) => link === 'heartbeat')?.state,
    (state) => state === 'missing',
    'the heartbeat to be missing',
  )
  live.close()
  await api.call(BookOff)
})

test("[DU-7] a radio that is returned is out of its officer's booking, whoever took it back", async () => {
  await bookOn()
  const desk = await at.as(at.agency.cast.kitCustodian)
  const { item } = await desk.call(GetItem, { params: { itemId: radio.id } })
  const back = await desk.call(ReturnItem, {
    params: { itemId: radio.id },
    body: { shelf: 'Bay', version: item.version },
  })
  const duty = await until(
    () => officer.call(GetMyDuty),
    ({ booking }) => booking !== null && booking.radioId === null,
    'the radio to be unbound',
  )
  expect(duty.chain.links.find(({ link }) => link === 'issued')?.state).toBe('missing')
  const { rows } = await at.world.owner.query(
    "select by from audit_leaf where type = 'radio-unbound' and subject = $1",
    [`unit:${at.unitOf(person()).id}`],
  )
  expect(rows).toEqual([{ by: 'system' }])
  await desk.call(IssueItem, { params: { itemId: radio.id }, body: { personId: person(), version: back.version } })
})

test('[DU-7] news of a return that comes late does not take the radio from whom it was issued to since', async () => {
  await bookOn()
  const { database } = at.world.world
  await database.asJobs((tx) => tx.tell('kit.item-returned', { itemId: radio.id, personId: person() }))
  await until(
    async () => (await at.world.owner.query('select count(*)::int as n from outbox')).rows[0].n as number,
    (waiting) => waiting === 0,
    'the news to be delivered',
  )
  expect((await officer.call(GetMyDuty)).booking?.radioId).toBe(radio.id)
})

test('[DU-6] a status is set, an odd one with a warning that is recorded too; off duty there is none', async () => {
  await expect(officer.call(SetMyStatus, { body: { code: 2 } })).rejects.toMatchObject({ code: 'not-booked-on' })
  await bookOn()
  expect((await officer.call(SetMyStatus, { body: { code: 9 } })).warning).toBeNull()
  const odd = await officer.call(SetMyStatus, { body: { code: 4 } })
  expect(odd).toMatchObject({ warning: expect.stringContaining('Unusual'), booking: { status: 4 } })
  const { rows } = await at.world.owner.query(
    "select body, by from audit_leaf where type = 'status-set' order by at desc, seq desc limit 1",
  )
  expect(rows[0]).toMatchObject({ body: { from: 9, to: 4, warning: odd.warning }, by: `person:${person()}` })
})

test("[DU-11] a status that came by radio is in the log as the radio's", async () => {
  await bookOn()
  await until(
    () => officer.call(GetMyDuty),
    ({ booking }) => booking !== null,
    'the booking',
  )
  const send = await gateway()
  expect((await send({ issi: radio.issi, status: 6 })).json?.['problems']).toEqual([])
  expect(
    (
      await until(
        () => officer.call(GetMyDuty),
        ({ booking }) => booking?.status === 6,
        'the status',
      )
    ).booking?.status,
  ).toBe(6)
  const { rows } = await at.world.owner.query(
    "select by from audit_leaf where type = 'status-set' order by at desc, seq desc limit 1",
  )
  expect(rows).toEqual([{ by: `radio:${radio.issi}` }])
})

test("[DU-9] a unit's card names officer, radio, talkgroup and every link; an officer off duty is not logged on", async () => {
  const controller = await at.as(at.agency.cast.controller)
  const unitId = at.unitOf(person()).id
  const off = await controller.call(GetUnitCard, { params: { unitId } })
  expect(off).toMatchObject({ booking: null, radio: null, chain: { readiness: 'not-logged-on' } })
  await bookOn()
  const on = await until(
    () => controller.call(GetUnitCard, { params: { unitId } }),
    ({ booking }) => booking !== null,
    'the booking',
  )
  expect(on).toMatchObject({ radio: { issi: radio.issi }, person: { id: person() }, compartments: [] })
  expect(on.talkgroup).toContain(talkgroup().gssi)
  expect(on.chain.links).toHaveLength(8)
  const nobody = controller.call(GetUnitCard, { params: { unitId: newId<UnitId>() } })
  await expect(nobody).rejects.toMatchObject({ code: 'no-such-unit' })
})

test('[DU-10] a booking that could not be read when it was made is read as soon as it can be', async () => {
  const { database } = at.world.world
  const asJobs = database.asJobs.bind(database)
  const failing = { left: 2 }
  Object.assign(database, {
    asJobs: (work: Parameters<typeof asJobs>[0]) =>
      String(work).includes('readDossiers') && failing.left-- > 0
        ? Promise.reject(new Error('connection lost'))
        : asJobs(work),
  })
  await bookOn()
  const states = await until(linkStates, ({ bound }) => bound === 'proved', 'the board to try again')
  Object.assign(database, { asJobs })
  expect(states.issued).toBe('proved')
  expect(failing.left).toBeLessThan(1)
})

test('[DU-10] who books off while the booking is still being read stays off', async () => {
  const { database } = at.world.world
  const asJobs = database.asJobs.bind(database)
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  Object.assign(database, {
    asJobs: async (work: Parameters<typeof asJobs>[0]) => {
      const answer = await asJobs(work)
      if (String(work).includes('readDossiers')) await held
      return answer
    },
  })
  await bookOn()
  await officer.call(BookOff)
  Object.assign(database, { asJobs })
  release()
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect((await officer.call(GetMyDuty)).booking).toBeNull()
  const controller = await at.as(at.agency.cast.controller)
  const live = await openLiveSocket(at.url, { cookie: controller.cookieHeader() })
  live.send({ type: 'subscribe', topics: ['picture'] })
  expect((await live.next('picture')).units).toEqual([])
  live.close()
})

test("[DU-12] who was on duty when the server ended is on duty when it is back, with their radio's state", async () => {
  await bookOn()
  const send = await gateway()
  await send({ issi: radio.issi, event: 'group', gssi: talkgroup().gssi })
  await until(
    async () =>
      (await at.world.owner.query('select count(*)::int as n from radio_state where gssi = $1', [talkgroup().gssi]))
        .rows[0].n as number,
    (saved) => saved > 0,
    'the radio to be saved',
  )
  at = actIn(await at.world.restart())
  officer = await at.as(person() as PersonId)
  expect(await linkStates()).toMatchObject({ bound: 'proved', talkgroup: 'proved', attached: 'proved' })
})
