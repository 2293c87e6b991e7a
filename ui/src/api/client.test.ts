// SPDX-License-Identifier: Apache-2.0
import { appAt } from '@muster/contract/app-name'
import { AcknowledgeAlarm, CloseAlarm } from '@muster/contract/emergency'
import { SignOut } from '@muster/contract/identity'
import type { AlarmId, UnitId } from '@muster/contract/ids'
import { GetTrack } from '@muster/contract/location'
import { GetSetup } from '@muster/contract/system'
import { afterEach, expect, test, vi } from 'vitest'
import { addressOf } from './address'
import { call } from './client'
import { ApiRefused, ApiUnreachable } from './refusals'

const alarmId = '01890a5d-ac96-774b-bcce-b302099a8057' as AlarmId
const unitId = '01890a5d-ac96-774b-bcce-b302099a8058' as UnitId

function answering(status: number, body: string) {
  const asked = vi.fn<(address: string, request: RequestInit) => Promise<Response>>(() =>
    Promise.resolve(new Response(status === 204 ? null : body, { status })),
  )
  vi.stubGlobal('fetch', asked)
  return asked
}

afterEach(() => vi.unstubAllGlobals())

test('[UI-001] a reply is decoded: times become ms', async () => {
  const wire = wireAlarm()
  answering(200, JSON.stringify(wire))
  const alarm = await call(AcknowledgeAlarm, { params: { alarmId } })
  expect(alarm.pressedAt).toBe(Date.parse(wire.pressedAt))
  expect(alarm.acknowledgedAt).toBeNull()
})

test('[UI-001] path, query and body are encoded by the contract', async () => {
  const asked = answering(200, JSON.stringify({ points: [], cut: false }))
  await call(GetTrack, { params: { unitId }, query: { from: 0, to: 1_000, reason: 'lost contact' } })
  expect(asked.mock.calls[0]?.[0]).toBe(
    `/api/v1/units/${unitId}/track?from=1970-01-01T00%3A00%3A00.000Z&to=1970-01-01T00%3A00%3A01.000Z&reason=lost+contact`,
  )
  const closing = answering(200, JSON.stringify(wireAlarm()))
  await call(CloseAlarm, { params: { alarmId }, body: { reason: 'resolved' } })
  expect(closing.mock.calls[0]?.[1]).toMatchObject({
    method: 'POST',
    credentials: 'same-origin',
    body: '{"reason":"resolved"}',
  })
})

test('[UI-001] an empty answer is read as nothing', async () => {
  const asked = answering(204, '')
  expect(await call(SignOut)).toBeUndefined()
  expect(asked.mock.calls[0]?.[1]).toMatchObject({ method: 'DELETE' })
  expect(asked.mock.calls[0]?.[1].headers).toEqual({ 'muster-app': 'console' })
})

test('[UI-002] a refusal carries code, detail, request id and status', async () => {
  answering(409, JSON.stringify({ code: 'already-acknowledged', detail: 'J Smith was quicker', requestId: 'r1' }))
  const refusal: unknown = await call(AcknowledgeAlarm, { params: { alarmId } }).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(ApiRefused)
  expect(refusal).toMatchObject({
    code: 'already-acknowledged',
    detail: 'J Smith was quicker',
    requestId: 'r1',
    status: 409,
  })
})

test.each([
  [500, '<html>oops</html>', 'fault'],
  [200, '{"agency": 7}', 'unreadable-reply'],
  [200, 'not json', 'unreadable-reply'],
])('[UI-003] %i with %s is told apart, never taken for an answer', async (status, body, code) => {
  answering(status, body)
  await expect(call(GetSetup)).rejects.toMatchObject({ name: 'ApiRefused', code, status })
})

test.each([502, 503, 504])('[UI-004] a gateway’s own %i means unreachable', async (status) => {
  answering(status, '<html>bad gateway</html>')
  await expect(call(GetSetup)).rejects.toBeInstanceOf(ApiUnreachable)
})

test('[UI-004] a failing network means unreachable, a caller’s own abort does not', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')))
  await expect(call(GetSetup)).rejects.toBeInstanceOf(ApiUnreachable)
  const gaveUp = AbortSignal.abort(new Error('left the page'))
  await expect(call(GetSetup, { signal: gaveUp })).rejects.not.toBeInstanceOf(ApiUnreachable)
})

test('[UI-005] an address never goes out with a hole in it, and every value is escaped', () => {
  expect(() => addressOf('/a/:id', {}, undefined)).toThrow(RangeError)
  expect(addressOf('/a/:id', { id: '../b?c' }, { search: 'x&y', after: undefined })).toBe('/a/..%2Fb%3Fc?search=x%26y')
})

function wireAlarm() {
  return {
    id: alarmId,
    unitId,
    callsign: 'PT117',
    team: null,
    trust: 'signed-in',
    source: 'field-app',
    silent: false,
    pressedAt: '2026-11-22T19:44:07.000Z',
    receivedAt: '2026-11-22T19:44:07.100Z',
    lastPressAt: '2026-11-22T19:44:07.000Z',
    presses: 1,
    place: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    closedAt: null,
    closedBy: null,
    closeReason: null,
    recorded: true,
    version: 1,
  }
}

test('[UI-006] a page says which app it belongs to, so that two people can use one browser', () => {
  expect(appAt('/')).toBe('console')
  expect(appAt('/kit')).toBe('console')
  expect(appAt('/field/')).toBe('field')
})
