// SPDX-License-Identifier: Apache-2.0
import { Refused } from '@muster/contract/refusal'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openJobs } from './jobs'
import { silentLog } from './log'
import { openMetrics } from './metrics'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

async function faultsIn(metrics: ReturnType<typeof openMetrics>): Promise<number> {
  return (await metrics.faults.get()).values.reduce((sum, { value }) => sum + value, 0)
}

test('[HO-013] nothing runs before start, and rounds of a job never overlap', async () => {
  const jobs = openJobs(silentLog, openMetrics())
  const running = { now: 0, most: 0, rounds: 0 }
  jobs.every('slow', 100, async () => {
    running.now++
    running.rounds++
    running.most = Math.max(running.most, running.now)
    await new Promise((resolve) => setTimeout(resolve, 350))
    running.now--
  })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(running.rounds).toBe(0)
  jobs.start()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(running.most).toBe(1)
  expect(running.rounds).toBeGreaterThan(3)
  const stopped = jobs.stop()
  await vi.advanceTimersByTimeAsync(1_000)
  await stopped
  const { rounds } = running
  await vi.advanceTimersByTimeAsync(2_000)
  expect(running.rounds).toBe(rounds)
})

test('[HO-013] a round that fails is a fault, one that waits for the database is none, and both run again', async () => {
  const metrics = openMetrics()
  const jobs = openJobs(silentLog, metrics)
  let rounds = 0
  jobs.every('waits', 10, async () => {
    rounds++
    throw rounds === 1 ? new Refused('database-unavailable', 'away') : new Error('broken')
  })
  jobs.start()
  await vi.advanceTimersByTimeAsync(11)
  expect(await faultsIn(metrics)).toBe(0)
  await vi.advanceTimersByTimeAsync(11)
  expect(await faultsIn(metrics)).toBe(1)
  expect(rounds).toBe(2)
  await jobs.stop()
})

test('[HO-013] stopping waits for the round that is under way', async () => {
  const jobs = openJobs(silentLog, openMetrics())
  let done = false
  jobs.every('slow', 10, async () => {
    await new Promise((resolve) => setTimeout(resolve, 500))
    done = true
  })
  jobs.start()
  await vi.advanceTimersByTimeAsync(20)
  const stopped = jobs.stop()
  await vi.advanceTimersByTimeAsync(500)
  await stopped
  expect(done).toBe(true)
})
