// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { ListLeaves } from '@muster/contract/audit'
import { GetUnitCard } from '@muster/contract/duty'
import { newId, type PersonId, type UnitId } from '@muster/contract/ids'
import { GetTrack, ListQuarantine } from '@muster/contract/location'
import type { ApiClient } from '@muster/scenarios/api-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAgencyWorld, type AgencyWorld } from '../../testing/agency-world'
import { openLiveSocket } from '../../testing/live-socket'
import { rawCall, withoutRequestId } from '../../testing/raw-call'
import { until } from '../../testing/until'

let at: AgencyWorld
let unitId: UnitId
let uncleared: ApiClient
let cleared: ApiClient

beforeAll(async () => {
  at = await openAgencyWorld()
  const officer = at.agency.cast.compartmentedOfficer
  unitId = at.unitOf(officer).id
  uncleared = await at.as(at.agency.cast.controller)
  cleared = await at.as(at.agency.cast.supervisor)
  await at.bookOn(officer)
  const { address, secret } = await trackerOf(officer)
  const send = (lat: number, atMs: number) =>
    rawCall(at.url, '/owntracks', {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${address}:${secret}`)}` },
      body: JSON.stringify({ _type: 'location', lat, lon: -1.5, tst: Math.floor(atMs / 1_000) }),
    })
  await send(53.8, Date.now() - 5_000)
  await send(Number.NaN, Date.now())
})
afterAll(() => at.close())

/** The officer's tracker: given one, if the agency gave them another kind. */
async function trackerOf(personId: PersonId): Promise<{ address: string; secret: string }> {
  const [address, secret] = ['hidden-tracker', 'a secret of sixteen or more']
  const hash = createHash('sha256').update(secret).digest()
  await at.world.owner.query('insert into address (kind, value, unit_id, secret_hash) values ($1, $2, $3, $4)', [
    'owntracks',
    address,
    at.unitOf(personId).id,
    hash,
  ])
  at.world.world.house.bus.publish('unit.imported', {})
  await until(
    async () =>
      (
        await rawCall(at.url, '/owntracks', {
          method: 'POST',
          headers: { authorization: `Basic ${btoa(`${address}:${secret}`)}` },
        })
      ).status,
    (status) => status === 200,
    'the tracker to be known',
  )
  return { address, secret }
}

const paths = (id: string) => [
  `/api/v1/units/${id}`,
  `/api/v1/units/${id}/track?from=2020-01-01T00:00:00Z&to=2099-01-01T00:00:00Z&reason=looking`,
]

test('[LO-16] to the uncleared a unit in a compartment is, byte for byte, one that does not exist', async () => {
  const headers = { cookie: uncleared.cookieHeader() }
  const nobody = newId()
  for (const [n, path] of paths(unitId).entries()) {
    const hidden = await rawCall(at.url, path, { headers })
    const none = await rawCall(at.url, paths(nobody)[n] ?? '', { headers })
    expect(hidden.status).toBe(404)
    expect(withoutRequestId(hidden)).toBe(withoutRequestId(none))
    expect([...hidden.headers.keys()].toSorted()).toEqual([...none.headers.keys()].toSorted())
    expect(hidden.headers.get('content-length')).toBe(none.headers.get('content-length'))
  }
  const body = JSON.stringify({ id: newId() })
  const post = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body }
  const press = await rawCall(at.url, `/api/v1/units/${unitId}/press`, post)
  expect(withoutRequestId(press)).toBe(withoutRequestId(await rawCall(at.url, `/api/v1/units/${nobody}/press`, post)))
})

test('[LO-16] those who are cleared see its card and its track', async () => {
  const card = await cleared.call(GetUnitCard, { params: { unitId } })
  expect(card).toMatchObject({ callsign: at.unitOf(at.agency.cast.compartmentedOfficer).callsign })
  expect(card.compartments.length).toBeGreaterThan(0)
  const query = { from: Date.now() - 3_600_000, to: Date.now() + 3_600_000, reason: 'where was it' }
  const { points, cut } = await cleared.call(GetTrack, { params: { unitId }, query })
  expect(points.map(({ lat, source }) => [lat, source])).toEqual([[53.8, 'owntracks']])
  expect(cut).toBe(false)
})

test('[LO-15] a look at a track is a leaf with its reason, hidden from those from whom the unit is hidden', async () => {
  const query = { from: 0, to: 1_000, reason: 'an unusual reason' }
  await cleared.call(GetTrack, { params: { unitId }, query })
  const { rows } = await at.world.owner.query(
    "select body, by from audit_leaf where type = 'track-looked-at' order by seq desc limit 1",
  )
  expect(rows[0]).toMatchObject({ body: { reason: 'an unusual reason' }, by: `person:${at.agency.cast.supervisor}` })
  for (const who of [at.agency.cast.assuranceLead, at.agency.cast.inspector, at.agency.cast.securityAdministrator]) {
    const reader = await at.as(who)
    const log = await reader.call(ListLeaves, { query: { limit: 200 } })
    expect(JSON.stringify(log.rows)).not.toContain(unitId)
    expect((await reader.call(ListLeaves, { query: { limit: 10, subject: `unit:${unitId}` } })).rows).toEqual([])
  }
})

test.each(['', '  ', 'no'])('[LO-15] a look for the reason %j is refused', async (reason) => {
  const path = `/api/v1/units/${unitId}/track?from=2020-01-01T00:00:00Z&to=2021-01-01T00:00:00Z&reason=${encodeURIComponent(reason)}`
  const answer = await rawCall(at.url, path, { headers: { cookie: cleared.cookieHeader() } })
  expect([answer.status, answer.json?.['code']]).toEqual([400, 'bad-request'])
})

test('[LO-16] what was set aside of it is shown to the cleared alone, also when somebody only claims to be it', async () => {
  const headers = { authorization: `Basic ${btoa('hidden-tracker:wrong')}` }
  expect((await rawCall(at.url, '/owntracks', { method: 'POST', headers, body: '{"_type":"location"}' })).status).toBe(
    401,
  )
  const listed = async (api: ApiClient) =>
    (await api.call(ListQuarantine, { query: { limit: 200 } })).rows.filter(
      ({ address, raw }) => address === 'hidden-tracker' && raw !== '',
    )
  expect(new Set((await listed(cleared)).map(({ reason }) => reason))).toEqual(
    new Set(['unknown-device', 'unreadable']),
  )
  expect(await listed(uncleared)).toEqual([])
})

test('[LO-11] on the live socket the uncleared get neither icon nor number nor count of it', async () => {
  const [seeing, blind] = await Promise.all(
    [cleared, uncleared].map((api) => openLiveSocket(at.url, { cookie: api.cookieHeader() })),
  )
  for (const live of [seeing, blind]) live?.send({ type: 'subscribe', topics: ['picture'] })
  const snapshot = await seeing?.next('picture')
  expect(snapshot?.units.map(({ id }) => id)).toEqual([unitId])
  expect(snapshot?.units[0]?.compartmented).toBe(true)
  expect(snapshot?.fixes).toHaveLength(1)
  expect(await blind?.next('picture')).toMatchObject({ units: [], fixes: [] })
  expect((await seeing?.next('beat', ({ duty }) => duty !== null))?.duty?.onDuty).toBe(1)
  expect((await blind?.next('beat', ({ duty }) => duty !== null))?.duty).toEqual({
    onDuty: 0,
    ready: 0,
    loggedOn: 0,
    notLoggedOn: 0,
  })
  for (const live of [seeing, blind]) live?.close()
})
