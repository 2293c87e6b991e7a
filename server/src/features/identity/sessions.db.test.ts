// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  DemoSignIn,
  EndSessions,
  ImportPeople,
  ImportUnits,
  ListPeople,
  SignIn,
  SignOut,
  WhoAmI,
} from '@muster/contract/identity'
import { newId, type PersonId } from '@muster/contract/ids'
import { apiClient } from '@muster/scenarios/api-client'
import { httpWire } from '@muster/scenarios/http-wire'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAgencyWorld, type AgencyWorld } from '../../testing/agency-world'
import { openLiveSocket } from '../../testing/live-socket'
import { rawCall } from '../../testing/raw-call'
import { openTestWorld } from '../../testing/test-world'
import { until } from '../../testing/until'

let at: AgencyWorld
beforeAll(async () => {
  at = await openAgencyWorld()
})
afterAll(() => at.close())

const signedOut = { status: 401, code: 'not-signed-in' }
const json = { 'content-type': 'application/json' }

test('[ID-1] in demo mode anybody signs in as anybody, and is told what they may do', async () => {
  const api = await at.as(at.agency.cast.officer)
  const me = await api.call(WhoAmI)
  expect(me).toMatchObject({ personId: at.agency.cast.officer, demo: true, roles: ['officer'] })
  expect(me.permissions).toContain('book-on')
  expect(me.unit?.id).toBe(at.unitOf(at.agency.cast.officer).id)
  await expect(at.as(newId<PersonId>())).rejects.toMatchObject({ code: 'no-such-person' })
})

test('[ID-1] outside demo mode there is no such address; the break-glass administrator signs in with a password', async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'muster-admin-'))
  const file = path.join(dir, 'password')
  writeFileSync(file, 'correct horse battery staple\n')
  const world = await openTestWorld({ MUSTER_DEMO: '0', MUSTER_ADMIN: 'admin', MUSTER_ADMIN_PASSWORD_FILE: file })
  const api = apiClient(httpWire(world.url, { connections: 1 }))
  await expect(api.call(DemoSignIn, { body: { personId: newId<PersonId>() } })).rejects.toMatchObject({ status: 404 })
  const wrong = { username: 'admin', password: 'wrong' }
  await expect(api.call(SignIn, { body: wrong })).rejects.toMatchObject({ code: 'wrong-credentials' })
  const me = await api.call(SignIn, { body: { username: 'admin', password: 'correct horse battery staple' } })
  expect(me).toMatchObject({ roles: ['security-administrator'], demo: false })
  const { rows } = await world.owner.query('select password_hash from account')
  expect(rows[0].password_hash).toMatch(/^\$argon2id\$/)
  await world.close()
  rmSync(dir, { recursive: true })
})

test('[ID-2] somebody unknown and a wrong password are told the same, and guessing is slowed down', async () => {
  const guess = (username: string) =>
    rawCall(at.url, '/api/v1/session', {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ username, password: 'x' }),
    })
  const [unknown, other] = [await guess('nobody'), await guess('root')]
  expect(unknown.status).toBe(401)
  expect(unknown.json?.['detail']).toBe(other.json?.['detail'])
  const more = await Promise.all(Array.from({ length: 12 }, () => guess('nobody')))
  expect(more.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(4)
})

test('[ID-3] the cookie is closed to scripts and other sites, and the database holds only a hash of it', async () => {
  const body = JSON.stringify({ personId: at.agency.cast.trainer })
  const { headers } = await rawCall(at.url, '/api/v1/demo/session', { method: 'POST', headers: json, body })
  const cookie = headers.get('set-cookie') ?? ''
  expect(cookie).toMatch(/^muster-session=[\w-]{43}; /)
  for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/']) expect(cookie).toContain(part)
  expect(Number(/Max-Age=(\d+)/.exec(cookie)?.[1])).toBeGreaterThan(43_190)
  const token = /muster-session=([\w-]+)/.exec(cookie)?.[1] ?? ''
  const { rows } = await at.world.owner.query('select session::text as text from session')
  expect(JSON.stringify(rows)).not.toContain(token)
})

test('[ID-3] over TLS the cookie never travels without it', async () => {
  const world = await openTestWorld({ MUSTER_ORIGIN: 'https://muster.example' })
  const people = (await rawCall(world.url, '/api/v1/demo/people')).json?.['people'] as { id: string }[]
  const body = JSON.stringify({ personId: people[0]?.id })
  const { headers } = await rawCall(world.url, '/api/v1/demo/session', { method: 'POST', headers: json, body })
  expect(headers.get('set-cookie')).toContain('Secure')
  await world.close()
})

test('[ID-4] who signs out is out at once, here and nowhere else', async () => {
  const [one, two] = [await at.as(at.agency.cast.controller), await at.as(at.agency.cast.controller)]
  const cookie = one.cookieHeader()
  await one.call(WhoAmI)
  await one.call(SignOut)
  expect((await rawCall(at.url, '/api/v1/session', { headers: { cookie } })).json?.['code']).toBe(signedOut.code)
  expect((await two.call(WhoAmI)).personId).toBe(at.agency.cast.controller)
})

test('[ID-4] sessions ended by an administrator are dead at once, their sockets too, and it is in the log', async () => {
  const officer = await at.as(at.agency.cast.officer)
  await officer.call(WhoAmI)
  const live = await openLiveSocket(at.url, { cookie: officer.cookieHeader() })
  await live.next('hello')
  const admin = await at.as(at.agency.cast.securityAdministrator)
  const { ended } = await admin.call(EndSessions, { params: { personId: at.agency.cast.officer } })
  expect(ended).toBeGreaterThan(0)
  await expect(officer.call(WhoAmI)).rejects.toMatchObject(signedOut)
  expect(await live.closed).toBe(4001)
  const { rows } = await at.world.owner.query(
    "select type from audit_leaf where subject = $1 and type = 'sessions-ended'",
    [`person:${at.agency.cast.officer}`],
  )
  expect(rows).toHaveLength(1)
  await expect(admin.call(EndSessions, { params: { personId: newId<PersonId>() } })).rejects.toMatchObject({
    code: 'no-such-person',
  })
})

test('[ID-6] an ending that meets a question already under way is not overlooked', async () => {
  const person = at.agency.cast.fleetManager
  const api = await at.as(person)
  const cookie = api.cookieHeader()
  const { database } = at.world.world
  const asJobs = database.asJobs.bind(database)
  let held: () => void = () => undefined
  const go = new Promise<void>((resolve) => (held = resolve))
  let read: () => void = () => undefined
  const hasRead = new Promise<void>((resolve) => (read = resolve))
  Object.assign(database, {
    asJobs: async (work: Parameters<typeof asJobs>[0]) => {
      const answer = await asJobs(work)
      Object.assign(database, { asJobs })
      read()
      await go
      return answer
    },
  })
  const opening = openLiveSocket(at.url, { cookie }).then(
    () => 'open',
    () => 'turned away',
  )
  await hasRead
  await api.call(SignOut).catch(() => undefined)
  const admin = await at.as(at.agency.cast.securityAdministrator)
  await admin.call(EndSessions, { params: { personId: person } })
  held()
  expect(await opening).toBe('turned away')
})

test('[ID-6] an answer about a session is believed for two seconds and not longer', async () => {
  const api = await at.as(at.agency.cast.exhibitsOfficer)
  await api.call(WhoAmI)
  await at.world.owner.query('update session set ended_at = now() where person_id = $1', [
    at.agency.cast.exhibitsOfficer,
  ])
  await new Promise((resolve) => setTimeout(resolve, 2_100))
  await expect(api.call(WhoAmI)).rejects.toMatchObject(signedOut)
})

test("[ID-11] of a colleague's clearances one sees those that one has oneself", async () => {
  const supervisor = at.agency.people.find(({ id }) => id === at.agency.cast.supervisor)
  const ask = async (who: PersonId) => {
    const api = await at.as(who)
    const { rows } = await api.call(ListPeople, { query: { search: supervisor?.name ?? '', limit: 200 } })
    return rows.find(({ id }) => id === supervisor?.id)?.clearedFor
  }
  expect(supervisor?.clearedFor.length).toBe(2)
  expect(await ask(at.agency.cast.controller)).toEqual([])
  expect((await ask(at.agency.cast.clearedController))?.length).toBe(1)
  expect((await ask(at.agency.cast.supervisor))?.length).toBe(2)
})

test('[ID-12] people are paged by name, each once, and searched by name and collar as plain text', async () => {
  const api = await at.as(at.agency.cast.controller)
  const names: string[] = []
  let after: string | undefined
  do {
    const page = await api.call(ListPeople, { query: { limit: 7, ...(after === undefined ? {} : { after }) } })
    names.push(...page.rows.map(({ id, name }) => `${name} ${id}`))
    after = page.next ?? undefined
  } while (after !== undefined)
  expect(new Set(names).size).toBe(names.length)
  expect(names.length).toBeGreaterThanOrEqual(at.agency.people.length)
  expect((await api.call(ListPeople, { query: { limit: 10, search: '%' } })).rows).toEqual([])
})

test('[ID-10] a unit that was imported is known within a moment, however many imports follow each other', async () => {
  const admin = await at.as(at.agency.cast.securityAdministrator)

  const people = Array.from({ length: 8 }, (_, n) => ({
    id: newId<PersonId>(),
    name: `Newcomer ${n}`,
    collar: `NEW${n}`,
    teamId: null,
    roles: ['officer' as const],
    clearedFor: [],
  }))
  for (const [n, person] of people.entries()) {
    await admin.call(ImportPeople, { body: { rows: [person] } })
    const unit = {
      id: newId<never>(),
      callsign: `NEW ${n}`,
      teamId: null,
      personId: person.id,
      compartments: [],
      addresses: [],
    }
    await admin.call(ImportUnits, { body: { rows: [unit] } })
  }
  for (const [n, { id }] of people.entries()) {
    const api = await at.as(id)

    const me = await until(
      () => api.call(WhoAmI),
      ({ unit }) => unit !== null,
      'the unit to be known',
    )
    expect(me.unit?.callsign).toBe(`NEW ${n}`)
  }
})
