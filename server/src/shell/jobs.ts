// SPDX-License-Identifier: Apache-2.0
import { Refused } from '@muster/contract/refusal'
import type { Log } from './log'
import type { Metrics } from './metrics'

/** Work that is polled: each job looks for due rows on every round, so that a restart forgets nothing. */
export interface Jobs {
  every(name: string, intervalMs: number, work: () => Promise<void>): void
  start(): void
  stop(): Promise<void>
}

interface Job {
  readonly name: string
  readonly intervalMs: number
  readonly work: () => Promise<void>
}

export function openJobs(log: Log, metrics: Metrics): Jobs {
  const jobs: Job[] = []
  const timers = new Map<Job, NodeJS.Timeout>()
  const running = new Set<Promise<void>>()
  let stopped = true

  async function round(job: Job): Promise<void> {
    try {
      await job.work()
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error)
      if (error instanceof Refused && error.code === 'database-unavailable')
        log.debug({ job: job.name }, 'job waits for the database')
      else {
        metrics.faults.inc({ where: `job:${job.name}` })
        log.error(
          { job: job.name, error: detail, stack: error instanceof Error ? error.stack : undefined },
          'job failed, runs again',
        )
      }
    }
  }

  /** The next round is timed from the end of this one: rounds of a job never overlap. */
  function schedule(job: Job): void {
    if (stopped) return
    const timer = setTimeout(() => {
      const done = round(job).finally(() => {
        running.delete(done)
        schedule(job)
      })
      running.add(done)
    }, job.intervalMs)
    timers.set(job, timer)
  }

  return {
    every(name, intervalMs, work) {
      const job = { name, intervalMs, work }
      jobs.push(job)
      schedule(job)
    },
    start() {
      stopped = false
      for (const job of jobs) schedule(job)
    },
    async stop() {
      stopped = true
      for (const timer of timers.values()) clearTimeout(timer)
      await Promise.all(running)
    },
  }
}
