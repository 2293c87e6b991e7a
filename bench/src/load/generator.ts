// SPDX-License-Identifier: Apache-2.0
import { nowMs, sleepUntil } from '../machine/patience'
import { type Spread, spreadOf } from '../result/percentile'
import { openConsoles } from './consoles'
import type { Crowd, Seen, Stored } from './crowd'
import { Freshness } from './freshness'
import type { FromGenerator, Job, Outcome, Span, ToGenerator } from './job'
import { mosquittoCrowd } from './mosquitto-crowd'
import { keepPace } from './pace'
import { openPhones } from './phones'
import { Presses } from './presses'
import { relayCrowd } from './relay-crowd'
import { Samples } from './samples'
import { dueMs } from './schedule'

/**
 * The load generator: a process of its own, on a core of its own, with everybody who sends and everybody
 * who watches in it, so that all times are by one clock. Told what to do by its parent, whom it follows.
 */
const drainMs = 2_000
/** A request that is not answered within its own limit counts as refused; by then all are one or the other. */
const answersPatienceMs = 25_000

interface Run {
  readonly crowd: Crowd
  readonly presses: Presses | null
  connect(): Promise<void>
  press(startMs: number): Promise<void>
  close(): void
}

let freshness: Freshness | null = null
let stored: Samples | null = null
let span: Span | null = null
let run: Run | null = null
let job: Job | null = null
const breaks: string[] = []

const seen: Seen = (console, unit, fixAtMs) => freshness?.seen(console, unit, fixAtMs, nowMs())
const storedNow: Stored = (unit, fixAtMs) => {
  if (job === null || span === null || !isWithin(span, fixAtMs)) return
  stored?.add(nowMs() - dueMs(unit, unitsOf(job), fixAtMs))
}

function openRun(asked: Job): Run {
  if (asked.kind === 'muster') return openMusterRun(asked)
  const open = asked.kind === 'mosquitto' ? mosquittoCrowd : relayCrowd
  const crowd = open(asked.port, asked.units, asked.consoles, seen)
  return {
    crowd,
    presses: null,
    connect: () => crowd.connect(),
    press: () => Promise.resolve(),
    close: () => crowd.close(),
  }
}

function openMusterRun({ url, units, consoles, presses: planned }: Extract<Job, { kind: 'muster' }>): Run {
  const broke = (why: string) => void breaks.push(why)
  const presses = new Presses(url, units, consoles.length, planned)
  const phones = openPhones(url, units, storedNow, broke)
  const alarm = presses.shown.bind(presses)
  const watching = openConsoles(url, consoles, units, { seen, alarm, broke })
  return {
    crowd: phones,
    presses,
    async connect() {
      await phones.connect()
      await watching.connect()
    },
    press: (startMs) => presses.run(startMs, phones),
    close() {
      phones.close()
      watching.close()
    },
  }
}

async function measure(asked: Job, { crowd, presses, press }: Run, during: Span): Promise<Outcome> {
  const units = unitsOf(asked)
  const { startMs, seconds, warmUpMs } = during
  const toMs = startMs + seconds * 1_000
  span = during
  freshness = new Freshness({ units, consoles: consolesOf(asked), fromMs: startMs, toMs })
  stored = new Samples(units * seconds * 2)
  const late = new Samples(units * (seconds + warmUpMs / 1_000))
  await sleepUntil(startMs - warmUpMs)
  const pressing = press(startMs)
  await keepPace({
    units,
    fromMs: startMs - warmUpMs,
    toMs: startMs,
    send: crowd.report,
    left: (lateMs) => late.add(lateMs),
  })
  const before = { cpu: process.cpuUsage(), ...crowd.counts }
  await keepPace({ units, fromMs: startMs, toMs, send: crowd.report, left: (lateMs) => late.add(lateMs) })
  const { user, system } = process.cpuUsage(before.cpu)
  await pressing
  await sleepUntil(toMs + drainMs)
  while (crowd.unanswered() > 0 && nowMs() < toMs + answersPatienceMs) await sleepUntil(nowMs() + 100)
  if (breaks.length > 0) throw new Error(`${breaks.length} connections broke; the first: ${breaks[0]}`)
  return {
    due: units * seconds,
    held: crowd.counts.held - before.held,
    stored: asked.kind === 'muster' ? stored.count : null,
    refused: crowd.counts.refused - before.refused,
    storedMs: spreadOf(stored.taken()),
    delivered: freshness.samples.count,
    deliverable: deliverable(asked) * seconds,
    freshMs: spreadOf(freshness.samples.taken()),
    lateMs: spreadOf(late.taken()),
    busy: (user + system) / 1_000 / (seconds * 1_000),
    presses: presses?.outcome() ?? noPresses,
  }
}

const nothing: Spread = { p50: null, p99: null, most: null }
const noPresses = { pressed: 0, unseen: 0, shownMs: nothing, recordedMs: nothing, answeredMs: nothing }

function unitsOf(asked: Job): number {
  return asked.kind === 'muster' ? asked.units.length : asked.units
}

function consolesOf(asked: Job): number {
  return asked.kind === 'muster' ? asked.consoles.length : asked.consoles
}

/** Updates a second that consoles may see: of a compartmented unit only those that are cleared for all of its compartments. */
function deliverable(asked: Job): number {
  if (asked.kind !== 'muster') return asked.units * asked.consoles
  const mayAll = (clearedFor: readonly string[]) =>
    asked.units.filter(({ compartments }) => compartments.every((id) => clearedFor.includes(id))).length
  return asked.consoles.reduce((sum, { clearedFor }) => sum + mayAll(clearedFor), 0)
}

function isWithin({ startMs, seconds }: Span, fixAtMs: number): boolean {
  return fixAtMs >= startMs && fixAtMs < startMs + seconds * 1_000
}

function say(message: FromGenerator): void {
  process.send?.(message)
}

async function obey(message: ToGenerator): Promise<void> {
  if (message.type === 'connect') {
    job = message.job
    run = openRun(job)
    await run.connect()
    say({ type: 'connected' })
  } else if (job !== null && run !== null) {
    const outcome = await measure(job, run, message.span)
    run.close()
    say({ type: 'done', outcome })
  }
}

process.on('message', (message: ToGenerator) => {
  obey(message).catch((error: unknown) =>
    say({ type: 'failed', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))
