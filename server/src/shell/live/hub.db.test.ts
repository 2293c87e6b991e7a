// SPDX-License-Identifier: Apache-2.0
import { connect } from 'node:net'
import { SignOut } from '@muster/contract/identity'
import { livePath, liveVersion } from '@muster/contract/live'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAgencyWorld, type AgencyWorld } from '../../testing/agency-world'
import { openLiveSocket } from '../../testing/live-socket'
import { rawCall } from '../../testing/raw-call'

let at: AgencyWorld
beforeAll(async () => {
  at = await openAgencyWorld()
})
afterAll(() => at.close())

const cookieOf = async (who: 'controller' | 'officer') => (await at.as(at.agency.cast[who])).cookieHeader()

test('[HO-025] a socket opens with hello, and a topic begins with all there is', async () => {
  const live = await openLiveSocket(at.url, { cookie: await cookieOf('controller') })
  expect(await live.next('hello')).toMatchObject({ version: liveVersion, boot: expect.any(String) })
  live.send({ type: 'subscribe', topics: ['picture', 'alarms'] })
  expect(await live.next('picture')).toMatchObject({ full: true, gone: [] })
  expect(await live.next('alarms')).toMatchObject({ full: true })
  live.close()
})

test('[HO-025] a topic that a viewer has no permission for stays silent', async () => {
  const live = await openLiveSocket(at.url, { cookie: await cookieOf('officer') })
  live.send({ type: 'subscribe', topics: ['picture', 'alarms', 'own'] })
  await live.next('own')
  await live.next('beat')
  expect(live.messages.map(({ type }) => type)).not.toContain('picture')
  expect(live.messages.map(({ type }) => type)).not.toContain('alarms')
  live.close()
})

test('[HO-026] every second a beat: frames are numbered without gaps, and a ping is answered', async () => {
  const live = await openLiveSocket(at.url, { cookie: await cookieOf('controller') })
  live.send({ type: 'subscribe', topics: ['picture'] })
  live.send({ type: 'ping', at: 5 })
  expect(await live.next('pong')).toMatchObject({ atMs: 5, serverAtMs: expect.any(Number) })
  const first = await live.next('beat')
  const second = await live.next('beat')
  expect(second.atMs - first.atMs).toBeGreaterThan(500)
  const numbered = live.messages.flatMap((message) => ('n' in message ? [message.n] : []))
  expect(numbered).toEqual(numbered.map((_, index) => index + 1))
  expect(second).toMatchObject({ duty: { onDuty: expect.any(Number) }, resume: expect.any(String) })
  live.close()
})

test.each([
  ['rubbish', 'rubbish'],
  ['a type that is not in the contract', '{"type":"sudo"}'],
  ['a field that is not in the contract', '{"type":"ping","at":1,"x":2}'],
  ['too many fixes', JSON.stringify({ type: 'fixes', id: 1, fixes: Array(51).fill({ at: 1, lat: 1, lon: 1 }) })],
])('[HO-027] a message that is %s is refused, and the socket stays open', async (_what, text) => {
  const live = await openLiveSocket(at.url, { cookie: await cookieOf('controller') })
  live.sendText(text)
  expect(await live.next('refused')).toMatchObject({ code: 'bad-request' })
  live.send({ type: 'ping', at: 1 })
  await live.next('pong')
  live.close()
})

test('[HO-027] a message over the limit ends its own socket and nothing else', async () => {
  const cookie = await cookieOf('controller')
  const live = await openLiveSocket(at.url, { cookie })
  live.sendText(`{"type":"ping","at":"${'x'.repeat(70_000)}"}`)
  expect(await live.closed).toBe(1009)
  ;(await openLiveSocket(at.url, { cookie })).close()
})

test('[HO-028] a session that ends takes its sockets along, with a word of why, at once', async () => {
  const api = await at.as(at.agency.cast.controller)
  const live = await openLiveSocket(at.url, { cookie: api.cookieHeader() })
  const other = await openLiveSocket(at.url, { cookie: await cookieOf('controller') })
  await api.call(SignOut)
  expect(await live.next('ended')).toMatchObject({ detail: expect.stringContaining('Sign in again') })
  expect(await live.closed).toBe(4001)
  other.send({ type: 'ping', at: 1 })
  await other.next('pong')
  other.close()
})

test('[HO-028] a session that expires ends its sockets at the next beat', async () => {
  const api = await at.as(at.agency.cast.trainer)
  await at.world.owner.query(
    "update session set expires_at = now() + interval '2 seconds' where person_id = $1 and ended_at is null",
    [at.agency.cast.trainer],
  )
  const live = await openLiveSocket(at.url, { cookie: api.cookieHeader() })
  expect(await live.next('ended')).toMatchObject({ detail: expect.stringContaining('expired') })
  expect(await live.closed).toBe(4001)
})

test.each([
  ['nobody', {}, '401'],
  ['a cookie that is none', { cookie: 'muster-session=made-up' }, '401'],
])('[HO-031] %s is turned away from the live socket', async (_who, options, status) => {
  await expect(openLiveSocket(at.url, options)).rejects.toThrow(`HTTP ${status}`)
})

test('[HO-031] a page of another site cannot open the socket with a borrowed cookie, nor anybody at another address', async () => {
  const cookie = await cookieOf('controller')
  await expect(openLiveSocket(at.url, { cookie, origin: 'https://evil.example' })).rejects.toThrow('HTTP 403')
  await expect(openLiveSocket(at.url, { cookie, path: '/api/v1/session' })).rejects.toThrow('HTTP 403')
  const own = await openLiveSocket(at.url, { cookie, origin: at.url })
  await own.next('hello')
  own.close()
})

/** An upgrade whose sender hangs up at once, without a goodbye. */
function knockAndRun(host: string, port: number): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, host, () => {
      socket.write(
        `GET ${livePath} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
          'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nCookie: muster-session=made-up\r\n\r\n',
        () => socket.resetAndDestroy(),
      )
    })
    socket.on('close', () => resolve())
    socket.on('error', () => resolve())
  })
}

test('[HO-031] whoever knocks and hangs up brings nothing down', async () => {
  const { hostname, port } = new URL(at.url)
  await Promise.all(Array.from({ length: 50 }, () => knockAndRun(hostname, Number(port))))
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect((await rawCall(at.url, '/api/v1/setup')).status).toBe(200)
})
