// SPDX-License-Identifier: Apache-2.0
import { sessionProofText } from '@muster/contract/identity'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type DeviceKey, makeDeviceKey } from './device-key'
import { DeviceSession, firstReopenMs } from './device-session'

const nonce = 'nonce-1'

/** The server's side of enrolment and proof, with the lines that can be cut. */
function server() {
  const state = {
    up: true,
    revoked: false,
    codeUsed: false,
    cookieOf: null as string | null,
    keys: new Map<string, JsonWebKey>(),
    loseReply: false,
    opened: 0,
  }
  const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status })
  const refuse = (status: number, code: string) => answer(status, { code, detail: 'no', requestId: 'r' })
  const viewer = () => ({
    sessionId: crypto.randomUUID(),
    personId: crypto.randomUUID(),
    name: 'A Person',
    roles: ['officer'],
    permissions: ['book-on'],
    compartments: [],
    unit: null,
    deviceId: state.cookieOf,
    demo: false,
    expiresAt: '2030-01-01T00:00:00Z',
  })
  const enrol = (body: { deviceId: string; publicKey: JsonWebKey }) => {
    if (state.codeUsed) return refuse(409, 'code-used')
    state.codeUsed = true
    state.keys.set(body.deviceId, body.publicKey)
    if (state.loseReply) throw new TypeError('fetch failed')
    return answer(200, {
      id: body.deviceId,
      personId: crypto.randomUUID(),
      name: 'Phone',
      enrolledAt: '2026-01-01T00:00:00Z',
      revokedAt: null,
      lastSeenAt: null,
    })
  }
  const open = async (body: { deviceId: string; signature: string }) => {
    const jwk = state.keys.get(body.deviceId)
    if (jwk === undefined || state.revoked) return refuse(401, 'wrong-proof')
    const key = await crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify'])
    const text = new TextEncoder().encode(sessionProofText(body.deviceId, nonce))
    const bytes = Uint8Array.from(atob(body.signature.replaceAll('-', '+').replaceAll('_', '/')), (each) =>
      each.charCodeAt(0),
    )
    if (!(await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, bytes, text)))
      return refuse(401, 'wrong-proof')
    state.cookieOf = body.deviceId
    state.opened += 1
    return answer(200, viewer())
  }
  vi.stubGlobal('fetch', async (address: string, request: RequestInit) => {
    if (!state.up) throw new TypeError('fetch failed')
    const body = JSON.parse(typeof request.body === 'string' ? request.body : '{}') as never
    if (address === '/api/v1/session')
      return state.cookieOf === null ? refuse(401, 'not-signed-in') : answer(200, viewer())
    if (address === '/api/v1/devices/enrol') return enrol(body)
    if (address === '/api/v1/devices/challenge') return answer(200, { nonce })
    if (address === '/api/v1/devices/session') return await open(body)
    return refuse(404, 'not-found')
  })
  return state
}

function device(kept: DeviceKey | null = null) {
  const disk = { key: kept }
  const session = new DeviceSession({ read: async () => disk.key, keep: async (key) => void (disk.key = key) })
  return { disk, session, shown: () => session.state.get().state }
}

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('[UI-302] a code makes the device the officer’s, and its key opens the session from then on', async () => {
  const state = server()
  const { session, shown, disk } = device()
  await session.start()
  expect(shown()).toBe('not-enrolled')
  await session.enrol('ABCD1234', 'Phone')
  expect(shown()).toBe('open')
  expect(disk.key?.enrolled).toBe(true)
  expect(disk.key?.privateKey.extractable).toBe(false)
  state.cookieOf = null
  const next = device(disk.key)
  await next.session.start()
  expect([next.shown(), state.opened]).toEqual(['open', 2])
})

test('[UI-302] an enrolment whose answer was lost is found again with the same key', async () => {
  const state = server()
  const { session, shown } = device()
  await session.start()
  state.loseReply = true
  await expect(session.enrol('ABCD1234', 'Phone')).rejects.toThrow(/No answer from Muster/)
  await session.enrol('ABCD1234', 'Phone')
  expect(shown()).toBe('open')
})

test('[UI-303] a session that is over is opened again without a word, and the act is done', async () => {
  const state = server()
  const { session } = device()
  await session.start()
  await session.enrol('ABCD1234', 'Phone')
  state.cookieOf = null
  const { call } = await import('@muster/ui/api/client')
  const { WhoAmI } = await import('@muster/contract/identity')
  expect((await session.within(() => call(WhoAmI))).deviceId).toBe(session.deviceId)
  expect(state.opened).toBe(2)
})

test('[UI-304] a refused key locks the device out; a network that fails does not', async () => {
  const state = server()
  const key = await makeDeviceKey()
  const { session, shown } = device({ ...key, enrolled: true })
  state.up = false
  await session.start()
  expect(shown()).toBe('offline')
  state.up = true
  state.keys.set(key.deviceId, key.publicKey)
  await vi.advanceTimersByTimeAsync(firstReopenMs)
  await vi.waitFor(() => expect(shown()).toBe('open'))
  state.revoked = true
  state.cookieOf = null
  await session.open()
  expect(shown()).toBe('locked-out')
})
