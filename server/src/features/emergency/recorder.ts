// SPDX-License-Identifier: Apache-2.0
import type { AlarmId } from '@muster/contract/ids'
import { Refused } from '@muster/contract/refusal'
import type { Tx } from '../../shell/db/database'
import type { House } from '../../shell/house'
import { openWait, sleep } from '../../shell/wait'
import * as audit from '../audit/index'
import type { AlarmBoard } from './board'
import { join, raise, type AlarmState, type PressRecord } from './rules'
import { addEvent, findPress, insertAlarm, insertPress, lockAlarm, lockOpenAlarm, saveAlarm } from './store'

const firstRetryMs = 200
const longestRetryMs = 5_000

/**
 * Brings presses from the journal into PostgreSQL, signed ones first, each in a transaction of its own,
 * again and again until it is in. What is in is free in the journal.
 */
export function openRecorder(
  { database, journal, log, metrics, clock }: Pick<House, 'database' | 'journal' | 'log' | 'metrics' | 'clock'>,
  board: AlarmBoard,
  heard: { recorded: (alarm: AlarmState) => void; renamed: () => void },
) {
  const signed: PressRecord[] = []
  const unverified: PressRecord[] = []
  const waiting = new Map<string, (() => void)[]>()
  let running = false
  let stopped = false

  async function run(): Promise<void> {
    running = true
    let retryMs = firstRetryMs
    while (!stopped) {
      const press = signed[0] ?? unverified[0]
      if (press === undefined) break
      try {
        const alarm = await database.asJobs((tx) => record(tx, press))
        ;(signed[0] === press ? signed : unverified).shift()
        retryMs = firstRetryMs
        settle(press, alarm)
      } catch (error) {
        if (!(error instanceof Refused)) setAside(press)
        log.warn(
          { pressId: press.id, error: error instanceof Error ? error.message : String(error), retryMs },
          'press not recorded yet',
        )
        await sleep(retryMs)
        retryMs = Math.min(longestRetryMs, retryMs * 2)
      }
    }
    running = false
  }

  /** Not the database's absence but something in this press: strip it to the bone, and let the others go first. */
  function setAside(press: PressRecord): void {
    metrics.faults.inc({ where: 'recorder' })
    const queue = signed[0] === press ? signed : unverified
    queue.shift()
    queue.push({
      ...press,
      unitId: null,
      place: null,
      batteryPercent: null,
      notes: ['recorded without its unit and place: they did not fit'],
    })
  }

  function settle(press: PressRecord, stored: AlarmState): void {
    journal.release(press.id)
    metrics.journalPending.set(journal.pending())
    metrics.pressSeconds.observe({ step: 'recorded' }, (clock.now() - press.receivedAt) / 1000)
    const entry = board.press(press.id)
    if (entry !== null && entry.alarmId !== stored.id) {
      board.rename(entry.alarmId, stored)
      heard.renamed()
    }
    const now = board.press(press.id)
    if (now !== null) now.recorded = true
    // Memory may be ahead (more presses are queued); only what the database decided is taken over.
    const held = board.alarm(stored.id)
    const alarm =
      held === null || held.version < stored.version || stored.closedAt !== null ? stored : { ...held, recorded: true }
    board.put(alarm)
    heard.recorded(alarm)
    for (const tell of waiting.get(press.id) ?? []) tell()
    waiting.delete(press.id)
  }

  return {
    add(press: PressRecord): void {
      ;(press.trust === 'unverified' ? unverified : signed).push(press)
      if (!running && !stopped) void run()
    },
    /** Resolves once the press is in the database, or after `withinMs`. */
    async settled(pressId: string, withinMs: number): Promise<void> {
      const { done, over } = openWait(withinMs)
      waiting.set(pressId, [...(waiting.get(pressId) ?? []), done])
      await over
    },
    pending: () => signed.length + unverified.length,
    close(): void {
      stopped = true
    },
  }
}

export type Recorder = ReturnType<typeof openRecorder>

/** Idempotent by the id of the press: a replay finds it there and changes nothing [EM-10]. */
async function record(tx: Tx, press: PressRecord): Promise<AlarmState> {
  const known = await findPress(tx, press.id)
  const open = await lockOpenAlarm(tx, press.joinKey)
  if (known !== null) {
    const stored = await lockAlarm(tx, known.alarmId)
    if (stored === null) throw new Error(`press ${press.id} belongs to an alarm that is not there`)
    return stored
  }
  const alarm = { ...(open === null ? raise(press) : join(open, press)), recorded: true }
  if (open === null) await insertAlarm(tx, alarm)
  else await saveAlarm(tx, alarm)
  await insertPress(tx, press, alarm.id)
  await addEvent(tx, alarm.id, open === null ? 'pressed' : 'pressed-again', press.receivedAt, null, describe(press))
  await audit.append(
    tx,
    open === null ? 'alarm-raised' : 'alarm-pressed-again',
    `alarm:${alarm.id}`,
    bodyOf(press, alarm.id),
    press.compartments,
    `press:${press.source}`,
  )
  return alarm
}

function describe(press: PressRecord): string {
  const parts = [
    press.source.replaceAll('-', ' '),
    press.trust === 'signed-in' ? null : press.trust.replaceAll('-', ' '),
    press.silent ? 'silent' : null,
  ]
  const lateS = Math.round((press.receivedAt - press.pressedAt) / 1000)
  if (lateS >= 10) parts.push(`pressed ${lateS} s before it arrived`)
  return [...parts, ...press.notes].filter((part) => part !== null).join('; ')
}

function bodyOf(press: PressRecord, alarmId: AlarmId): Record<string, unknown> {
  const { id, unitId, source, trust, silent, pressedAt, receivedAt, place, notes } = press
  return { pressId: id, alarmId, unitId, source, trust, silent, pressedAt, receivedAt, place, notes: [...notes] }
}
