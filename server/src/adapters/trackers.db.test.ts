// SPDX-License-Identifier: Apache-2.0
import { ListAlarms } from '@muster/contract/emergency'
import { CreateGateway, ImportPeople, ImportUnits } from '@muster/contract/identity'
import { newId, type BookingId, type PersonId, type UnitId } from '@muster/contract/ids'
import { GetTrack, ListQuarantine } from '@muster/contract/location'
import { Refused } from '@muster/contract/refusal'
import type { FixTuple } from '@muster/contract/live'
import { BookOn } from '@muster/contract/duty'
import type { ApiClient } from '@muster/scenarios/api-client'
import type { HttpMessage } from '@muster/scenarios/http-wire'
import { osmandForms, osmandMessage } from '@muster/scenarios/shift/osmand'
import { ownTracksMessage } from '@muster/scenarios/shift/owntracks'
import type { NoisyFix } from '@muster/scenarios/tracks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAgencyWorld, type AgencyWorld } from '../testing/agency-world'
import { openLiveSocket } from '../testing/live-socket'
import { rawCall } from '../testing/raw-call'
import { until } from '../testing/until'

let at: AgencyWorld
let controller: ApiClient
beforeAll(async () => {
  at = await openAgencyWorld()
  controller = await at.as(at.agency.cast.controller)
})
afterAll(() => at.close())

interface Tracked {
  readonly unitId: UnitId
  readonly callsign: string
  readonly osmandId: string
  readonly phone: { readonly user: string; readonly password: string }
}

/** An officer on duty with a tracker of each kind, that no other test has touched. */
async function tracked({ onDuty = true } = {}): Promise<Tracked> {
  const admin = await at.as(at.agency.cast.securityAdministrator)
  const [personId, unitId] = [newId<PersonId>(), newId<UnitId>()]
  const callsign = `T ${unitId.slice(-10)}`
  const osmandId = `osm-${unitId}`
  const phone = { user: `phone-${unitId.slice(-10)}`, password: 'sixteen letters or more' }
  const person = {
    id: personId,
    name: callsign,
    collar: unitId.slice(-10),
    teamId: null,
    roles: ['officer' as const],
    clearedFor: [],
  }
  await admin.call(ImportPeople, { body: { rows: [person] } })
  const addresses = [
    { kind: 'osmand' as const, value: osmandId },
    { kind: 'owntracks' as const, value: phone.user, secret: phone.password },
    { kind: 'issi' as const, value: String(8_000_000 + Math.floor(Number.parseInt(unitId.slice(-6), 16) / 10)) },
  ]
  await admin.call(ImportUnits, {
    body: { rows: [{ id: unitId, callsign, teamId: null, personId, compartments: [], addresses }] },
  })
  await until(
    async () => (await send(ownTracksEmpty(phone))).status,
    (status) => status === 200,
    'the tracker to be known',
  )
  if (onDuty) {
    const officer = await at.as(personId)
    await officer.call(BookOn, { body: { id: newId<BookingId>(), radioId: null } })
    await until(
      async () => (await pictureOf(unitId)).shown,
      (shown) => shown,
      'the unit to be on duty',
    )
  }
  return { unitId, callsign, osmandId, phone }
}

const send = ({ method, path, headers, body }: HttpMessage) =>
  rawCall(at.url, path, {
    method,
    ...(headers === undefined ? {} : { headers }),
    ...(body === undefined ? {} : { body }),
  })
const ownTracksEmpty = (phone: Tracked['phone']): HttpMessage => ({ ...ownTracksMessage(phone, fixOf({})), body: '' })

/** What a console sees of a unit now. */
async function pictureOf(unitId: UnitId): Promise<{ shown: boolean; fix: FixTuple | undefined }> {
  const live = await openLiveSocket(at.url, { cookie: controller.cookieHeader() })
  live.send({ type: 'subscribe', topics: ['picture'] })
  const { units, fixes } = await live.next('picture')
  live.close()
  const unit = units.find(({ id }) => id === unitId)
  return { shown: unit !== undefined, fix: fixes.find(([no]) => no === unit?.no) }
}

const fixOf = (over: Partial<NoisyFix>): NoisyFix => ({
  atMs: Math.floor(Date.now() / 1_000) * 1_000,
  lat: 53.8,
  lon: -1.5,
  accuracyM: 5,
  altitudeM: 30,
  speedMps: 4,
  courseDeg: 90,
  batteryPercent: 80,
  ...over,
})

const trackOf = async (unitId: UnitId) =>
  (
    await controller.call(GetTrack, {
      params: { unitId },
      query: { from: Date.now() - 40 * 86_400_000, to: Date.now() + 86_400_000, reason: 'a test' },
    })
  ).points
const setAsideOf = async (address: string) =>
  (await controller.call(ListQuarantine, { query: { limit: 200 } })).rows.filter((row) => row.address === address)
const alarmOf = async (callsign: string) =>
  (await controller.call(ListAlarms)).rows.find((alarm) => alarm.callsign === callsign)

test('[AD-1] a real OwnTracks message is stored before it is answered, and moves the icon', async () => {
  const { unitId, phone } = await tracked()
  const answer = await send(ownTracksMessage(phone, fixOf({})))
  expect([answer.status, answer.text]).toEqual([200, '[]'])
  expect(await trackOf(unitId)).toMatchObject([{ lat: 53.8, lon: -1.5, accuracyM: 5, source: 'owntracks' }])
  expect((await pictureOf(unitId)).fix?.slice(1, 3)).toEqual([53.8, -1.5])
})

test.each(osmandForms)(
  '[AD-5] a real OsmAnd report as %s is stored before it is answered, and moves the icon',
  async (form) => {
    const { unitId, osmandId } = await tracked()
    expect((await send(osmandMessage(form, { id: osmandId, fix: fixOf({ lat: 53.9 }) }))).status).toBe(200)
    expect(await trackOf(unitId)).toMatchObject([{ lat: 53.9, lon: -1.5, source: 'osmand' }])
    expect((await pictureOf(unitId)).fix?.slice(1, 3)).toEqual([53.9, -1.5])
  },
)

test('[AD-2] OwnTracks with a wrong password, another user or none is nobody, and is kept to be looked at', async () => {
  const { unitId, phone } = await tracked()
  const good = ownTracksMessage(phone, fixOf({}))
  const wrong = ownTracksMessage({ ...phone, password: 'sixteen letters, but wrong' }, fixOf({}))
  for (const message of [wrong, { ...good, headers: {} }, { ...good, headers: { authorization: 'Basic !!!' } }])
    expect((await send(message)).status).toBe(401)
  expect(await trackOf(unitId)).toEqual([])
  expect((await setAsideOf(phone.user)).map(({ reason }) => reason)).toContain('unknown-device')
})

test('[AD-6] an OsmAnd id that nobody has is 400 as a query and 404 as JSON, and is kept to be looked at', async () => {
  const id = `nobody-${newId()}`
  const statuses = [400, 400, 404]
  for (const [n, form] of osmandForms.entries())
    expect((await send(osmandMessage(form, { id, fix: fixOf({}) }))).status).toBe(statuses[n])
  expect((await setAsideOf(id)).map(({ reason }) => reason)).toEqual(Array(3).fill('unknown-device'))
})

test('[AD-7] whoever makes up ids does not fill the disk: so many a minute and sender are kept', async () => {
  const count = async () =>
    (await at.world.owner.query("select count(*)::int as n from quarantine where source = 'osmand'")).rows[0]
      .n as number
  for (let n = 0; n < 4; n++)
    await Promise.all(Array.from({ length: 25 }, () => send(osmandMessage('query', { id: newId(), fix: fixOf({}) }))))
  const before = await count()
  await Promise.all(Array.from({ length: 20 }, () => send(osmandMessage('query', { id: newId(), fix: fixOf({}) }))))
  expect((await count()) - before).toBeLessThanOrEqual(20)
  expect(await count()).toBeLessThan(100)
})

const hour = 3_600_000
const bad: [string, string, (id: string) => HttpMessage][] = [
  ['not-a-number', 'NaN', (id) => ({ method: 'GET', path: `/osmand?id=${id}&lat=NaN&lon=1` })],
  ['not-a-number', 'infinity', (id) => ({ method: 'GET', path: `/osmand?id=${id}&lat=1&lon=1e999` })],
  ['out-of-range', 'off the globe', (id) => osmandMessage('form', { id, fix: fixOf({ lat: 123 }) })],
  ['zero-zero', '0, 0', (id) => osmandMessage('json', { id, fix: fixOf({ lat: 0, lon: 0 }) })],
  [
    'in-the-future',
    'two hours ahead',
    (id) => osmandMessage('query', { id, fix: fixOf({ atMs: Date.now() + 2 * hour }) }),
  ],
  [
    'too-old',
    'forty days old',
    (id) => osmandMessage('json', { id, fix: fixOf({ atMs: Date.now() - 40 * 24 * hour }) }),
  ],
  [
    'impossible-speed',
    '40,000 km/h',
    (id) => osmandMessage('query', { id, fix: fixOf({ lat: 54.8, atMs: Date.now() }) }),
  ],
  ['unreadable', 'no position', (id) => ({ method: 'GET', path: `/osmand?id=${id}&speed=1` })],
  ['unreadable', 'a NUL in it', (id) => ({ method: 'GET', path: `/osmand?id=${id}&lat=x&lon=%00%ED%A0%80` })],
]

test.each(bad)('[AD-7] %s: %s is set aside, and neither icon nor history moves', async (reason, _what, messageOf) => {
  const { unitId, osmandId } = await tracked()
  const first = fixOf({ atMs: Date.now() - 10_000 })
  await send(osmandMessage('query', { id: osmandId, fix: first }))
  const before = (await pictureOf(unitId)).fix
  expect((await send(messageOf(osmandId))).status).toBe(200)
  expect((await setAsideOf(osmandId)).map((row) => row.reason)).toEqual([reason])
  expect(await trackOf(unitId)).toHaveLength(1)
  expect((await pictureOf(unitId)).fix).toEqual(before)
})

test("[LO-14] what the database cannot hold spoils nobody else's position", async () => {
  const { unitId, osmandId } = await tracked()
  const answers = await Promise.all([
    send({ method: 'GET', path: '/osmand?id=%00nobody%00&lat=%00' }),
    send(osmandMessage('query', { id: osmandId, fix: fixOf({}) })),
    send({
      method: 'POST',
      path: '/osmand',
      headers: { 'content-type': 'application/json' },
      body: '{"device_id":"\\u0000\\ud800"}',
    }),
  ])
  expect(answers.map(({ status }) => status)).toEqual([400, 200, 404])
  expect(await trackOf(unitId)).toHaveLength(1)
})

test('[AD-12] a body of ten megabytes is not read; a known tracker is told to go on, and it is kept that it came', async () => {
  const { phone } = await tracked()
  const body = 'x'.repeat(10 * 1024 * 1024)
  const message = { ...ownTracksMessage(phone, fixOf({})), body }
  expect((await send(message)).status).toBe(200)
  expect(await setAsideOf(phone.user)).toMatchObject([{ reason: 'unreadable', detail: 'larger than 16 KiB', raw: '' }])
  expect((await send({ ...message, headers: {} })).status).toBe(401)
  expect([400, 404]).toContain(
    (await send({ method: 'POST', path: '/osmand', headers: { 'content-type': 'application/json' }, body })).status,
  )
})

test('[LO-6, LO-8] a backlog out of order, sent twice, is in the history once each and in order; the icon stays at the newest', async () => {
  const { unitId, phone } = await tracked()
  const start = Math.floor(Date.now() / 1_000) * 1_000 - 600_000
  const backlog = Array.from({ length: 20 }, (_, n) => fixOf({ atMs: start + n * 30_000, lat: 53.8 + n / 1_000 }))
  const newest = backlog.at(-1) as NoisyFix
  await send(ownTracksMessage(phone, newest))
  const shuffled = [...backlog, ...backlog].toSorted((a, b) => ((a.lat * 7_919) % 0.01) - ((b.lat * 7_919) % 0.01))
  const answers = await Promise.all(shuffled.map((each) => send(ownTracksMessage(phone, each))))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  const points = await trackOf(unitId)
  expect(points.map((point) => point.at)).toEqual(backlog.map(({ atMs }) => atMs))
  expect((await pictureOf(unitId)).fix?.[1]).toBeCloseTo(newest.lat, 6)
})

test('[LO-5] off duty a position is dropped and leaves nothing; while an alarm stands it is taken', async () => {
  const { unitId, osmandId, callsign } = await tracked({ onDuty: false })
  expect((await send(osmandMessage('query', { id: osmandId, fix: fixOf({}) }))).status).toBe(200)
  await send({ method: 'GET', path: `/osmand?id=${osmandId}&lat=NaN&lon=1` })
  expect(await trackOf(unitId)).toEqual([])
  expect(await setAsideOf(osmandId)).toEqual([])
  await send(osmandMessage('query', { id: osmandId, fix: fixOf({ lat: 53.81 }), sos: true }))
  expect(await alarmOf(callsign)).toMatchObject({ source: 'osmand', trust: 'signed-in', unitId })
  await send(osmandMessage('query', { id: osmandId, fix: fixOf({ lat: 53.811, atMs: Date.now() + 2_000 }) }))
  expect((await trackOf(unitId)).map(({ lat }) => lat)).toContain(53.811)
})

test.each(osmandForms)('[AD-8] the button for help in OsmAnd as %s makes an alarm at its place', async (form) => {
  const { osmandId, callsign } = await tracked()
  await send(osmandMessage(form, { id: osmandId, fix: fixOf({ lat: 53.85 }), sos: true }))
  expect(await alarmOf(callsign)).toMatchObject({ source: 'osmand', place: { lat: 53.85 } })
})

test('[AD-8] an alarm in what cannot be read is an alarm all the same', async () => {
  const one = await tracked()
  await send({ method: 'GET', path: `/osmand?id=${one.osmandId}&lat=NaN&lon=x&alarm=sos` })
  expect(await alarmOf(one.callsign)).toMatchObject({ source: 'osmand', unitId: one.unitId, place: null })
  const two = await tracked()
  await send({ ...ownTracksMessage(two.phone, fixOf({})), body: '{"_type":"location","alarm":"sos","lat":' })
  expect(await alarmOf(two.callsign)).toMatchObject({ source: 'owntracks', unitId: two.unitId })
  const three = await tracked()
  await send({ ...ownTracksMessage(three.phone, fixOf({})), body: '{"_type":"lwt","emergency":true}' })
  expect(await alarmOf(three.callsign)).toMatchObject({ source: 'owntracks' })
})

test('[AD-8] an alarm from a tracker that nobody knows stands as unverified', async () => {
  const id = `stranger-${newId()}`
  expect((await send(osmandMessage('query', { id, fix: fixOf({}), sos: true }))).status).toBe(400)
  const alarms = (await controller.call(ListAlarms)).rows.filter(({ trust }) => trust === 'unverified')
  expect(alarms.length).toBeGreaterThan(0)
})

test('[AD-3] what OwnTracks sends besides positions is taken, and an empty body too', async () => {
  const { unitId, phone } = await tracked()
  for (const body of ['', '{"_type":"lwt","tst":1}', '{"_type":"transition","event":"enter"}'])
    expect((await send({ ...ownTracksMessage(phone, fixOf({})), body })).status).toBe(200)
  expect(await trackOf(unitId)).toEqual([])
  expect(await setAsideOf(phone.user)).toEqual([])
  const encrypted = { ...ownTracksMessage(phone, fixOf({})), body: '{"_type":"encrypted","data":"x"}' }
  expect((await send(encrypted)).status).toBe(200)
  expect(await setAsideOf(phone.user)).toEqual([expect.objectContaining({ reason: 'unreadable' })])
})

test('[AD-4] an encrypted message is set aside, and the reason says what to switch off', async () => {
  const { phone } = await tracked()
  const body = '{"_type":"encrypted","data":"x"}'
  expect((await send({ ...ownTracksMessage(phone, fixOf({})), body })).status).toBe(200)
  expect(await setAsideOf(phone.user)).toMatchObject([
    { reason: 'unreadable', detail: expect.stringContaining('switch encryption off') },
  ])
})

test('[AD-11] a gateway hears which of its lines were no good; without a known token nothing counts but a press', async () => {
  const desk = await at.as(at.agency.cast.kitCustodian)
  const { token } = await desk.call(CreateGateway, { body: { name: 'North' } })
  const lines = ['{"issi":"77","event":"attach"}', 'rubbish', '', '{"issi":"77","status":6}'].join('\n')
  const known = await rawCall(at.url, '/radio', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: lines,
  })
  expect(known.status).toBe(200)
  expect(known.json).toEqual({
    lines: 3,
    problems: [
      { line: 2, detail: 'not JSON' },
      { line: 3, detail: 'no unit has this ISSI' },
    ],
  })
  const press = await rawCall(at.url, '/radio', {
    method: 'POST',
    body: '{"issi":"4242","status":0}\n{"issi":"77","event":"detach"}',
  })
  expect(press.status).toBe(401)
  const { rows } = await at.world.owner.query("select trust from press where source = 'radio'")
  expect(rows).toEqual([{ trust: 'unverified' }])
})

test('[AD-13] when a position cannot be stored the tracker is told to come again', async () => {
  const { unitId, osmandId, phone } = await tracked()
  const { database } = at.world.world
  const asJobs = database.asJobs.bind(database)

  Object.assign(database, { asJobs: () => Promise.reject(new Refused('database-unavailable', 'away')) })
  const answers = await Promise.all([
    send(osmandMessage('query', { id: osmandId, fix: fixOf({}) })),
    send(ownTracksMessage(phone, fixOf({}))),
  ])
  Object.assign(database, { asJobs })
  expect(answers.map(({ status }) => status)).toEqual([503, 503])
  expect((await send(ownTracksMessage(phone, fixOf({})))).status).toBe(200)
  expect(await trackOf(unitId)).toHaveLength(1)
})

test('[LO-9] nobody is told that a position was taken before it is in the database', async () => {
  const { unitId, osmandId } = await tracked()
  const { database } = at.world.world
  const asJobs = database.asJobs.bind(database)
  let commit: () => void = () => undefined
  const held = new Promise<void>((resolve) => (commit = resolve))
  Object.assign(database, {
    asJobs: async (work: Parameters<typeof asJobs>[0]) => {
      await held
      return asJobs(work)
    },
  })
  let answered = false
  const sending = send(osmandMessage('query', { id: osmandId, fix: fixOf({}) })).then((answer) => {
    answered = true
    return answer
  })
  await until(
    async () => (await pictureOf(unitId)).fix,
    (fix) => fix !== undefined,
    'the icon to move',
  )
  expect(answered).toBe(false)
  Object.assign(database, { asJobs })
  commit()
  expect((await sending).status).toBe(200)
  expect(await trackOf(unitId)).toHaveLength(1)
})
