// SPDX-License-Identifier: Apache-2.0
import type { ServerMessage } from '@muster/contract/live'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { giveUpAfterMs, LiveConnection, type LiveHealth, type LiveSocket, pingEveryMs } from './connection'
import { ServerClock } from './server-clock'

const serverAheadMs = 7_200_000

class FakeSocket implements LiveSocket {
  onopen: ((event: Event) => void) | null = null
  onmessage: ((event: MessageEvent) => void) | null = null
  onclose: ((event: CloseEvent) => void) | null = null
  readyState = 0
  readonly sent: Record<string, unknown>[] = []

  send(data: string): void {
    this.sent.push(JSON.parse(data) as Record<string, unknown>)
  }

  close(): void {
    this.readyState = 3
  }

  opens(): void {
    this.readyState = 1
    this.onopen?.(new Event('open'))
  }

  says(message: unknown): void {
    this.onmessage?.(new MessageEvent('message', { data: JSON.stringify(message) }))
  }

  beats(n: number, resume = `r${n}`): void {
    this.says({ type: 'beat', n, atMs: Date.now() + serverAheadMs, resume, duty: null })
  }

  pictures(n: number, resume: string): void {
    const atMs = Date.now() + serverAheadMs
    this.says({ type: 'picture', n, full: true, resume, atMs, units: [], gone: [], fixes: [] })
  }

  breaks(): void {
    this.readyState = 3
    this.onclose?.(new Event('close') as CloseEvent)
  }
}

let sockets: FakeSocket[] = []
let heard: ServerMessage[] = []
let states: LiveHealth[] = []
let wakes = new EventTarget()
let connection: LiveConnection

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
  sockets = []
  heard = []
  states = []
  wakes = new EventTarget()
  connection = new LiveConnection({
    url: 'ws://test/live',
    topics: ['picture', 'alarms'],
    onMessage: (message) => heard.push(message),
    onState: (health) => states.push(health),
    clock: new ServerClock(() => Date.now()),
    wakes,
    lot: () => 0,
    open: () => {
      const socket = new FakeSocket()
      sockets.push(socket)
      return socket
    },
  })
})

afterEach(() => {
  connection.close()
  vi.useRealTimers()
})

const last = () => sockets[sockets.length - 1] ?? new FakeSocket()

test('[UI-012] subscribes, and is live with the first frame', () => {
  expect(connection.health.state).toBe('connecting')
  last().opens()
  expect(last().sent[0]).toEqual({ type: 'subscribe', topics: ['picture', 'alarms'] })
  expect(connection.health.state).toBe('connecting')
  last().beats(0)
  expect(connection.health.state).toBe('live')
  expect(heard.map((message) => message.type)).toEqual(['beat'])
})

test('[UI-013] three seconds of silence are a stall, twelve a break', () => {
  last().opens()
  last().beats(0)
  vi.advanceTimersByTime(2_400)
  expect(connection.health.state).toBe('live')
  vi.advanceTimersByTime(1_200)
  expect(connection.health.state).toBe('stalled')
  expect(connection.health.sinceMs).toBe(1_000_000 + serverAheadMs)
  last().beats(1)
  expect(connection.health.state).toBe('live')
  vi.advanceTimersByTime(giveUpAfterMs + 500)
  expect(connection.health.state).toBe('down')
})

test('[UI-014] after a break it resumes from what it last heard', () => {
  last().opens()
  last().pictures(0, 'mark-0')
  last().beats(1, 'mark-1')
  last().breaks()
  expect(connection.health.state).toBe('down')
  vi.advanceTimersByTime(500)
  last().opens()
  expect(last().sent[0]).toMatchObject({ type: 'subscribe', resume: 'mark-1' })
})

test('[UI-014] a beat that overtook the picture is not resumed from', () => {
  last().opens()
  last().pictures(0, 'mark-0')
  last().breaks()
  vi.advanceTimersByTime(500)
  last().opens()
  last().beats(0, 'later')
  last().breaks()
  vi.advanceTimersByTime(1_000)
  last().opens()
  expect(last().sent[0]).toMatchObject({ type: 'subscribe', resume: 'mark-0' })
})

test('[UI-015] waits twice as long each time, up to ten seconds, and begins anew once live', () => {
  const waits: number[] = []
  for (let each = 0; each < 7; each += 1) {
    last().breaks()
    const [before, startMs] = [sockets.length, Date.now()]
    while (sockets.length === before) vi.advanceTimersByTime(100)
    waits.push(Date.now() - startMs)
  }
  expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000])
  last().opens()
  last().beats(0)
  last().breaks()
  vi.advanceTimersByTime(500)
  expect(sockets).toHaveLength(9)
})

test('[UI-015] the network coming back cuts the wait short', () => {
  for (let each = 0; each < 6; each += 1) {
    last().breaks()
    wakes.dispatchEvent(new Event('online'))
  }
  expect(sockets).toHaveLength(7)
})

test('[UI-016] a missing frame is noticed and everything is asked for anew', () => {
  last().opens()
  last().beats(4)
  last().says({ type: 'pong', atMs: 1_000_000, serverAtMs: 1_000_000 })
  last().beats(6)
  expect(sockets).toHaveLength(1)
  last().beats(9)
  expect(connection.health.state).toBe('down')
  vi.advanceTimersByTime(500)
  last().opens()
  expect(last().sent[0]).toEqual({ type: 'subscribe', topics: ['picture', 'alarms'] })
})

test('[UI-017] pings every five seconds, and from them knows latency and the server’s clock', () => {
  last().opens()
  last().says({ type: 'hello', version: 1, boot: 'b', atMs: 1_000_000 + serverAheadMs })
  expect(connection.serverNow()).toBe(Date.now() + serverAheadMs)
  const pings = () => last().sent.filter((message) => message['type'] === 'ping')
  expect(pings()).toHaveLength(1)
  vi.advanceTimersByTime(80)
  last().says({ type: 'pong', atMs: pings()[0]?.['at'], serverAtMs: Date.now() - 40 + serverAheadMs })
  expect(connection.health.latencyMs).toBe(80)
  expect(connection.serverNow()).toBe(Date.now() + serverAheadMs)
  vi.advanceTimersByTime(pingEveryMs)
  expect(pings()).toHaveLength(2)
})

test('[UI-018] an ended session is final: nothing is tried any more', () => {
  last().opens()
  last().says({ type: 'ended', detail: 'Signed out elsewhere' })
  expect(connection.health).toMatchObject({ state: 'ended', ended: 'Signed out elsewhere' })
  vi.advanceTimersByTime(60_000)
  wakes.dispatchEvent(new Event('online'))
  expect(sockets).toHaveLength(1)
})

test('[UI-011] frames that do not fit are counted, frames of later kinds are not', () => {
  last().opens()
  last().says({ type: 'beat', n: 'one' })
  last().says({ type: 'weather', n: 1 })
  expect(connection.health.unreadable).toBe(1)
  expect(heard).toEqual([])
})

test('[UI-019] what cannot be sent now is not sent later', () => {
  expect(connection.send({ type: 'ping', at: 0 })).toBe(false)
  last().opens()
  expect(connection.send({ type: 'talkgroup', id: 1, gssi: '4001' })).toBe(true)
  expect(last().sent.filter((message) => message['type'] === 'talkgroup')).toHaveLength(1)
})
