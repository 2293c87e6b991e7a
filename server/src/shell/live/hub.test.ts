// SPDX-License-Identifier: Apache-2.0
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { liveSilenceMs } from '@muster/contract/live'
import { newId } from '@muster/contract/ids'
import { expect, onTestFinished, test } from 'vitest'
import { openLiveSocket } from '../../testing/live-socket'
import { silentLog } from '../log'
import { openMetrics } from '../metrics'
import type { PersonViewer } from '../viewer'
import { openLiveHub } from './hub'

const start = 1_770_000_000_000

async function openHub() {
  const time = { now: start }
  const clock = { now: () => time.now, wallOffsetMs: () => 0, persist: () => undefined }
  const hub = openLiveHub({ clock, log: silentLog, metrics: openMetrics(), boot: 'test' })
  const server = createServer()
  const viewer: PersonViewer = {
    kind: 'person',
    sessionId: newId(),
    personId: newId(),
    name: 'A',
    roles: [],
    permissions: new Set(),
    clearedFor: [],
    deviceId: null,
    expiresAt: start + 3_600_000,
  }
  hub.attach(server, async () => viewer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    hub.close()
    server.close()
  })
  return { hub, time, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

test('[HO-030] a client that says nothing for twenty seconds is dropped, one that pings is not', async () => {
  const { time, url } = await openHub()
  const [silent, alive] = [await openLiveSocket(url), await openLiveSocket(url)]
  time.now += liveSilenceMs - 1_000
  alive.send({ type: 'ping', at: 1 })
  await alive.next('pong')
  time.now += 2_000
  expect(await silent.closed).toBe(1006)
  alive.send({ type: 'ping', at: 2 })
  await alive.next('pong', ({ atMs }) => atMs === 2)
})

test('[HO-028] from a session that has ended only a press is still heard', async () => {
  const { hub, url } = await openHub()
  const heard: string[] = []
  hub.onMessage('press', () => void heard.push('press'))
  hub.onMessage('fixes', () => void heard.push('fixes'))
  const live = await openLiveSocket(url)
  await live.next('hello')
  for (const client of hub.clients()) Object.assign(client, { hasEnded: () => true })
  live.send({ type: 'fixes', id: 1, fixes: [{ at: 1, lat: 1, lon: 1 }] })
  live.send({ type: 'ping', at: 1 })
  live.send({ type: 'press', press: {} })
  live.send({ type: 'press', press: {} })
  const until = Date.now() + 5_000
  while (heard.length < 2 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 10))
  expect(heard).toEqual(['press', 'press'])
  expect(live.messages.map(({ type }) => type)).not.toContain('pong')
})
