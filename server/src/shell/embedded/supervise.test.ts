// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { pauseMs, supervise } from './supervise'
import type { Supervised } from './supervise'
import type { ServerExit } from './watchdog'

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => void vi.useRealTimers())

/** A server that ends when told to. */
function fakeServer() {
  let end: (exit: ServerExit) => void = () => undefined
  const exited = new Promise<ServerExit>((resolve) => (end = resolve))
  const stop = vi.fn<() => Promise<void>>(async () => end({ code: 0, lastWords: '' }))
  return { exited, stop, die: () => end({ code: 137, lastWords: 'one\ntwo\n' }) }
}

test.each([
  [0, 500],
  [1, 1_000],
  [2, 2_000],
  [3, 4_000],
  [4, 8_000],
  [5, 10_000],
  [6, 10_000],
  [100_000, 10_000],
])('[HO-106] before attempt %i it waits %i ms', (attempt, ms) => expect(pauseMs(attempt)).toBe(ms))

test('[HO-106] a failed attempt is followed by another, and each exit is reported', async () => {
  const [first, second] = [fakeServer(), fakeServer()]
  const events: [string, Record<string, unknown>][] = []
  const relaunch = vi.fn<() => Promise<Supervised>>(async () => second)
  relaunch.mockRejectedValueOnce(new Error('the disk is still full'))
  const stop = supervise(first, relaunch, (event, fields) => events.push([event, fields]))
  first.die()
  await vi.waitFor(() => expect(events.map(([event]) => event)).toContain('postgres-restarted'), { timeout: 4_000 })
  expect(events).toMatchObject([
    ['postgres-exited', { code: 137, detail: 'one\ntwo', retryInMs: 500 }],
    ['postgres-exited', { code: null, detail: 'the disk is still full', retryInMs: 1_000 }],
    ['postgres-restarted', { attempts: 2 }],
  ])
  await stop()
  expect(second.stop).toHaveBeenCalledOnce()
})

test('[HO-106] stop ends the attempts while PostgreSQL is down', async () => {
  const first = fakeServer()
  const relaunch = vi.fn<() => Promise<Supervised>>(async () => fakeServer())
  const onEvent = vi.fn<(event: string, fields: Record<string, unknown>) => void>()
  const stop = supervise(first, relaunch, onEvent)
  first.die()
  await vi.waitFor(() => expect(onEvent).toHaveBeenCalled())
  await stop()
  expect(relaunch).not.toHaveBeenCalled()
})

test('[HO-106] a server that comes up while stopping is stopped as well', async () => {
  const [first, late] = [fakeServer(), fakeServer()]
  let comeUp: (server: Supervised) => void = () => undefined
  const relaunch = vi.fn<() => Promise<Supervised>>(() => new Promise((resolve) => (comeUp = resolve)))
  const onEvent = vi.fn<(event: string, fields: Record<string, unknown>) => void>()
  const stop = supervise(first, relaunch, onEvent)
  first.die()
  await vi.waitFor(() => expect(relaunch).toHaveBeenCalled(), { timeout: 2_000 })
  const stopped = stop()
  comeUp(late)
  await stopped
  expect(late.stop).toHaveBeenCalled()
  expect(onEvent).not.toHaveBeenCalledWith('postgres-restarted', expect.anything())
})
