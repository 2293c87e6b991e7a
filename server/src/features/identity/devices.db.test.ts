// SPDX-License-Identifier: Apache-2.0
import {
  ChallengeDevice,
  CreateEnrolmentCode,
  CreateGateway,
  EnrolDevice,
  ListDevices,
  OpenDeviceSession,
  RevokeDevice,
  WhoAmI,
} from '@muster/contract/identity'
import { newId, type DeviceId } from '@muster/contract/ids'
import { deviceKey, type DeviceKey } from '@muster/scenarios/shift/device-key'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openAgencyWorld, type AgencyWorld } from '../../testing/agency-world'
import { openLiveSocket } from '../../testing/live-socket'
import { rawCall } from '../../testing/raw-call'
import { openTestWorld } from '../../testing/test-world'

let at: AgencyWorld
beforeAll(async () => {
  at = await openAgencyWorld()
})
afterAll(() => at.close())

let code: string
let key: DeviceKey
beforeEach(async () => {
  const desk = await at.as(at.agency.cast.kitCustodian)
  code = (await desk.call(CreateEnrolmentCode, { body: { personId: at.agency.cast.officer } })).code
  key = deviceKey('devices', newId())
})

const enrol = (given = code, by = key) =>
  at
    .stranger()
    .call(EnrolDevice, { body: { code: given, deviceId: by.deviceId, name: 'Phone', publicKey: by.publicKey } })
const challenge = async (deviceId: DeviceId = key.deviceId) =>
  (await at.stranger().call(ChallengeDevice, { body: { deviceId } })).nonce
async function open(nonce: string, signature: string, deviceId: DeviceId = key.deviceId) {
  const api = at.stranger()
  await api.call(OpenDeviceSession, { body: { deviceId, nonce, signature } })
  return api
}

test('[ID-8] a code enrols one device, in whatever way it was typed; the second one is refused', async () => {
  expect(await enrol(code.toLowerCase().replace('-', ' '))).toMatchObject({ id: key.deviceId, revokedAt: null })
  await expect(enrol(code, deviceKey('devices', newId()))).rejects.toMatchObject({ code: 'code-used' })
})

test('[ID-8] a code that has expired, and one that never was, enrol nothing', async () => {
  await at.world.owner.query('update enrolment_code set expires_at = now() where used_at is null')
  await expect(enrol()).rejects.toMatchObject({ code: 'code-expired' })
  await expect(enrol('AAAA-AAAA')).rejects.toMatchObject({ code: 'wrong-credentials' })
})

test('[ID-8] a device that is enrolled already keeps its key and its officer, and the code stays good', async () => {
  await enrol()
  const desk = await at.as(at.agency.cast.kitCustodian)
  const { code: second } = await desk.call(CreateEnrolmentCode, { body: { personId: at.agency.cast.lapsedOfficer } })
  await expect(enrol(second)).rejects.toMatchObject({ code: 'already-exists' })
  expect(await enrol(second, deviceKey('devices', newId()))).toMatchObject({ personId: at.agency.cast.lapsedOfficer })
})

test('[ID-7] the holder of the key is let in, with its device, for a day', async () => {
  await enrol()
  const nonce = await challenge()
  const me = await (await open(nonce, await key.prove(nonce))).call(WhoAmI)
  expect(me).toMatchObject({ personId: at.agency.cast.officer, deviceId: key.deviceId })
  expect(me.expiresAt - Date.now()).toBeGreaterThan(23.9 * 3_600_000)
})

test('[ID-7] a nonce is good once, for its own device, and only if it was given out', async () => {
  await enrol()
  const nonce = await challenge()
  const signature = await key.prove(nonce)
  await open(nonce, signature)
  await expect(open(nonce, signature)).rejects.toMatchObject({ code: 'wrong-proof' })
  const other = deviceKey('devices', newId())
  const desk = await at.as(at.agency.cast.kitCustodian)
  const { code: second } = await desk.call(CreateEnrolmentCode, { body: { personId: at.agency.cast.officer } })
  await enrol(second, other)
  const foreign = await challenge(other.deviceId)
  await expect(open(foreign, await key.prove(foreign))).rejects.toMatchObject({ code: 'wrong-proof' })
  const invented = 'A'.repeat(32)
  await expect(open(invented, await key.prove(invented))).rejects.toMatchObject({ code: 'wrong-proof' })
})

test('[ID-7] another key, another text and a device that is not enrolled all get the same no', async () => {
  await enrol()
  const nonce = await challenge()
  const wrongKey = { ...deviceKey('devices', newId()), deviceId: key.deviceId }
  await expect(open(nonce, await wrongKey.prove(nonce))).rejects.toMatchObject({ code: 'wrong-proof' })
  const second = await challenge()
  await expect(open(second, await key.prove(`${second}x`))).rejects.toMatchObject({ code: 'wrong-proof' })
  const stranger = deviceKey('devices', newId())
  const third = await challenge(stranger.deviceId)
  expect(third).toHaveLength(second.length)
  await expect(open(third, await stranger.prove(third), stranger.deviceId)).rejects.toMatchObject({
    code: 'wrong-proof',
  })
})

test('[ID-5] a revoked device is out at once, its socket too, and never in again; its press still counts', async () => {
  await enrol()
  const nonce = await challenge()
  const api = await open(nonce, await key.prove(nonce))
  const live = await openLiveSocket(at.url, { cookie: api.cookieHeader() })
  await live.next('hello')
  const desk = await at.as(at.agency.cast.kitCustodian)
  const body = { reason: 'left on a train' }
  const { revokedAt } = await desk.call(RevokeDevice, { params: { deviceId: key.deviceId }, body })
  expect(await live.closed).toBe(4001)
  await expect(api.call(WhoAmI)).rejects.toMatchObject({ code: 'not-signed-in' })
  const again = await challenge()
  await expect(open(again, await key.prove(again))).rejects.toMatchObject({ code: 'wrong-proof' })
  const press = await rawCall(at.url, '/api/v1/presses', {
    method: 'POST',
    headers: { cookie: api.cookieHeader() },
    body: '{}',
  })
  expect([200, 202]).toContain(press.status)
  const { rows } = await at.world.owner.query('select trust from press where id = $1', [press.json?.['pressId']])
  expect(rows).toEqual([{ trust: 'lost-device' }])
  const twice = await desk.call(RevokeDevice, { params: { deviceId: key.deviceId }, body })
  expect(twice.revokedAt).toBe(revokedAt)
  await expect(desk.call(RevokeDevice, { params: { deviceId: newId<DeviceId>() }, body })).rejects.toMatchObject({
    code: 'no-such-device',
  })
})

test('[ID-5] devices are listed newest first, page by page', async () => {
  await enrol()
  const desk = await at.as(at.agency.cast.kitCustodian)
  const first = await desk.call(ListDevices, { query: { limit: 1 } })
  expect(first.rows[0]?.id).toBe(key.deviceId)
  const second = await desk.call(ListDevices, { query: { limit: 1, after: first.next ?? '' } })
  expect(second.rows[0]?.id).not.toBe(key.deviceId)
})

test("[ID-13] a gateway's token is shown once and kept as a hash; a revoked gateway is nobody within two seconds", async () => {
  const desk = await at.as(at.agency.cast.kitCustodian)
  const { token } = await desk.call(CreateGateway, { body: { name: 'North gateway' } })
  const headers = { authorization: `Bearer ${token}` }
  expect((await rawCall(at.url, '/radio', { method: 'POST', headers, body: '' })).status).toBe(200)
  const { rows } = await at.world.owner.query('select gateway::text as text from gateway')
  expect(JSON.stringify(rows)).not.toContain(token)
  await at.world.owner.query('update gateway set revoked_at = now()')
  await new Promise((resolve) => setTimeout(resolve, 2_100))
  expect((await rawCall(at.url, '/radio', { method: 'POST', headers, body: '' })).status).toBe(401)
})

test('[ID-9] guessing codes and proofs is slowed down; pressing for help never is', async () => {
  const world = await openTestWorld({ MUSTER_DEMO: '0' })
  const body = JSON.stringify({ code: 'ZZZZ-ZZZZ', deviceId: key.deviceId, name: 'Phone', publicKey: key.publicKey })
  const send = (path: string, text: string) =>
    rawCall(world.url, path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: text })
  const statuses = async (path: string, text: string, times: number) =>
    (await Promise.all(Array.from({ length: times }, () => send(path, text)))).map(({ status }) => status)
  expect((await statuses('/api/v1/devices/enrol', body, 25)).filter((status) => status === 429)).toHaveLength(5)
  const asked = JSON.stringify({ deviceId: key.deviceId })
  expect((await statuses('/api/v1/devices/challenge', asked, 65)).filter((status) => status === 429)).toHaveLength(5)
  const presses = await statuses('/api/v1/presses', '{}', 40)
  expect(presses.filter((status) => status !== 200 && status !== 202)).toEqual([])
  await world.close()
})
