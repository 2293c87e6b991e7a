// SPDX-License-Identifier: Apache-2.0
import { fileURLToPath } from 'node:url'
import { loadCore, startChild, stopChild } from '../machine/children'
import { nowMs, sleepUntil, within } from '../machine/patience'
import type { FromGenerator, Job, Outcome, Span, ToGenerator } from './job'
import { wholeSecondAfter } from './schedule'

const connectPatienceMs = 120_000
/** Beyond the span itself: what is on its way, and one request that waits for its limit. */
const endPatienceMs = 45_000
const leadMs = 500

export interface Asked {
  readonly job: Job
  readonly seconds: number
  readonly warmUpMs: number
  /** Called when the span begins, each full second within it, and when it ends. */
  readonly watch: { begin(startMs: number): Promise<void>; second(at: number): void; end(): Promise<void> }
}

/** Runs one job in a generator of its own, watching the server meanwhile. */
export async function drive({ job, seconds, warmUpMs, watch }: Asked): Promise<Outcome> {
  const script = fileURLToPath(new URL('./generator.ts', import.meta.url))
  const child = startChild(process.execPath, ['--import', 'tsx', script], {
    core: loadCore,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const said: FromGenerator[] = []
  const hearing: { wake: () => void } = { wake: () => undefined }
  const hear = (message: FromGenerator) => {
    said.push(message)
    hearing.wake()
  }
  child.on('message', hear)
  child.on('exit', () => hear({ type: 'failed', detail: 'the load generator ended by itself' }))
  const next = async (): Promise<FromGenerator> => {
    while (said.length === 0) await new Promise<void>((wake) => (hearing.wake = wake))
    const message = said.shift() as FromGenerator
    if (message.type === 'failed') throw new Error(message.detail)
    return message
  }
  const tell = (message: ToGenerator) => void child.send(message)
  try {
    tell({ type: 'connect', job })
    await within(connectPatienceMs, `connecting to ${job.kind}`, next())
    const span = { startMs: wholeSecondAfter(nowMs(), leadMs + warmUpMs), seconds, warmUpMs }
    tell({ type: 'go', span })
    await watchOver(span, watch)
    const done = await within(endPatienceMs, `the load on ${job.kind}`, next())
    if (done.type !== 'done') throw new Error(`the load generator said ${done.type} out of turn`)
    return done.outcome
  } finally {
    await stopChild(child)
  }
}

async function watchOver({ startMs, seconds }: Span, watch: Asked['watch']): Promise<void> {
  await sleepUntil(startMs)
  await watch.begin(startMs)
  for (let second = 1; second < seconds; second++) {
    await sleepUntil(startMs + second * 1_000)
    watch.second(second)
  }
  await sleepUntil(startMs + seconds * 1_000)
  await watch.end()
}
