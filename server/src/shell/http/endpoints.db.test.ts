// SPDX-License-Identifier: Apache-2.0
import { api } from '@muster/contract/api'
import { CreateGateway } from '@muster/contract/identity'
import { newId } from '@muster/contract/ids'
import { permissions, roles, type May, type Role } from '@muster/contract/permissions'
import { Health } from '@muster/contract/system'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAgencyWorld, type AgencyWorld } from '../../testing/agency-world'
import { rawCall, type RawAnswer } from '../../testing/raw-call'

let at: AgencyWorld
let gatewayToken: string
const cookieByRole = new Map<Role, string>()

beforeAll(async () => {
  at = await openAgencyWorld()
  const admin = await at.as(at.agency.cast.securityAdministrator)
  gatewayToken = (await admin.call(CreateGateway, { body: { name: 'Test gateway' } })).token
  for (const role of roles) {
    const holder = at.agency.people.find((person) => person.roles.length === 1 && person.roles[0] === role)
    const person = holder ?? at.agency.people.find((each) => each.roles.includes(role))
    cookieByRole.set(role, (await at.as(person?.id as never)).cookieHeader())
  }
})
afterAll(() => at.close())

type Caller = 'anonymous' | 'gateway' | Role
const callers: readonly Caller[] = ['anonymous', 'gateway', ...roles]

/** What a caller may do, from the roles of the person who calls: a commander is an officer too. */
function rolesOf(role: Role): readonly Role[] {
  const single = at.agency.people.some((person) => person.roles.length === 1 && person.roles[0] === role)
  return single ? [role] : (at.agency.people.find((person) => person.roles.includes(role))?.roles ?? [])
}

function isLetIn(may: May, caller: Caller): boolean {
  if (may === 'anyone') return true
  if (caller === 'anonymous') return false
  if (caller === 'gateway') return may === 'gateway'
  if (may === 'gateway' || may === 'device') return false
  return may === 'signed-in' || permissions[may].some((role) => rolesOf(caller).includes(role))
}

/** Nothing is changed by the walk: ids are made up, bodies are empty. */
function callAs(caller: Caller, method: string, path: string): Promise<RawAnswer> {
  const cookie = caller === 'anonymous' || caller === 'gateway' ? undefined : cookieByRole.get(caller)
  return rawCall(
    at.url,
    path.replaceAll(/:\w+/g, () => newId()),
    {
      method,
      headers: {
        ...(cookie === undefined ? {} : { cookie }),
        ...(caller === 'gateway' ? { authorization: `Bearer ${gatewayToken}` } : {}),
        ...(method === 'GET' || method === 'DELETE' ? {} : { 'content-type': 'application/json' }),
      },
      ...(method === 'GET' || method === 'DELETE' ? {} : { body: '{}' }),
    },
  )
}

const isAdmitted = ({ status, json }: RawAnswer) =>
  status !== 403 && !(status === 401 && json?.['code'] === 'not-signed-in')

// Signing out ends the session that the walk needs, and is tried with the sessions.
const walked = api.filter(({ endpoint }) => endpoint.name !== 'signOut')

describe('every endpoint and every caller', () => {
  test.each(walked.map(({ endpoint }) => [endpoint.name, endpoint] as const))(
    '[HO-018] %s lets in exactly those whom its permission names',
    async (_name, endpoint) => {
      for (const caller of callers) {
        const answer = await callAs(caller, endpoint.method, endpoint.path)
        expect(isAdmitted(answer)).toBe(isLetIn(endpoint.may, caller))
        expect(answer.json?.['detail']).not.toBe('There is nothing at this address.')
        expect(answer.status).not.toBe(500)
      }
    },
  )
})

test('[HO-018] a gateway whose token is not known is nobody', async () => {
  const answer = await rawCall(at.url, '/api/v1/items', { headers: { authorization: 'Bearer made-up' } })
  expect(answer.status).toBe(401)
})

const asController = () => ({ cookie: cookieByRole.get('controller') ?? '' })
const asOfficer = () => ({ cookie: cookieByRole.get('officer') ?? '' })
const json = { 'content-type': 'application/json' }

test.each([
  ['a field that is not in the contract', '{"code":1,"colour":"red"}'],
  ['a value of another type, never converted', '{"code":"1"}'],
  ['a missing field', '{}'],
  ['a list', '[]'],
  ['what is not JSON', '{"code":'],
  ['a prototype', '{"code":1,"__proto__":{"admin":true}}'],
])('[HO-019] a body with %s is refused', async (_what, body) => {
  const answer = await rawCall(at.url, '/api/v1/my/duty/status', {
    method: 'POST',
    headers: { ...json, ...asOfficer() },
    body,
  })
  expect(answer.json).toMatchObject({
    code: 'bad-request',
    requestId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-z]+$/),
  })
  expect(answer.status).toBe(400)
})

test.each([
  '/api/v1/items?limit=201',
  '/api/v1/items?limit=0',
  '/api/v1/items?limit=1&limit=2',
  '/api/v1/items?colour=red',
  '/api/v1/items/not-an-id',
  '/api/v1/quarantine?after=nonsense',
  `/api/v1/quarantine?after=1_${'-'.repeat(36)}`,
  `/api/v1/people?after=${'-'.repeat(36)}A`,
])('[HO-019] %s is refused as a bad request', async (path) => {
  const answer = await rawCall(at.url, path, { headers: asController() })
  expect([answer.status, answer.json?.['code']]).toEqual([400, 'bad-request'])
})

test('[HO-005] text that the database cannot hold is a bad request and no fault', async () => {
  const answer = await rawCall(at.url, '/api/v1/people?search=%00', { headers: asController() })
  expect([answer.status, answer.json?.['code']]).toEqual([400, 'bad-request'])
})

test('[HO-020] a change that comes from another site is refused, whoever is signed in; a press is taken without its cookie', async () => {
  const evil = { ...json, ...asOfficer(), origin: 'https://evil.example' }
  const status = await rawCall(at.url, '/api/v1/my/duty/status', { method: 'POST', headers: evil, body: '{"code":2}' })
  expect([status.status, status.json?.['code']]).toEqual([403, 'not-allowed'])
  const press = await rawCall(at.url, '/api/v1/presses', { method: 'POST', headers: evil, body: '{}' })
  expect([200, 202]).toContain(press.status)
  const { rows } = await at.world.owner.query('select trust from alarm where id = $1', [press.json?.['alarmId']])
  expect(rows).toEqual([{ trust: 'unverified' }])
})

test('[HO-021] no answer may be framed, sniffed, kept or used by another site', async () => {
  for (const path of ['/api/v1/setup', '/api/v1/nothing', '/health', '/openapi.json']) {
    const { headers } = await rawCall(at.url, path)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(headers.get('x-powered-by')).toBeNull()
  }
})

test('[HO-022] a body over the limit of its address is refused by name, and the server lives on', async () => {
  const body = JSON.stringify({ code: 1, pad: 'x'.repeat(70_000) })
  const answer = await rawCall(at.url, '/api/v1/my/duty/status', {
    method: 'POST',
    headers: { ...json, ...asOfficer() },
    body,
  })
  expect([answer.status, answer.json?.['code']]).toEqual([413, 'too-large'])
  expect((await rawCall(at.url, '/api/v1/setup')).status).toBe(200)
})

test('[HO-023] a fault of ours says its request id and nothing else', async () => {
  await at.world.owner.query('alter table talkgroup rename to talkgroup_gone')
  const answer = await rawCall(at.url, '/api/v1/talkgroups', { headers: asController() })
  await at.world.owner.query('alter table talkgroup_gone rename to talkgroup')
  expect(answer.status).toBe(500)
  expect(answer.json).toEqual({ code: 'fault', detail: expect.any(String), requestId: expect.any(String) })
  expect(answer.text).not.toContain('talkgroup')
})

test('[HO-032] health names each part in words and is 200 once the database answers', async () => {
  const answer = await rawCall(at.url, '/health')
  expect(answer.status).toBe(200)
  const { ready, reasons } = Health.decode(answer.json as never)
  expect(ready).toBe(true)
  expect(reasons.map(({ part, ok }) => [part, ok])).toEqual([
    ['database', true],
    ['presses', true],
    ['clock', true],
  ])
  expect(reasons.every(({ detail }) => detail !== '')).toBe(true)
})

test('[HO-024] the description is served', async () => {
  const { json: description } = await rawCall(at.url, '/openapi.json')
  expect(description?.['openapi']).toBe('3.1.0')
})
