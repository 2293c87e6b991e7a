// SPDX-License-Identifier: Apache-2.0
import type { PressState } from '@muster/contract/emergency'
import type { PressId } from '@muster/contract/ids'
import type { PressWire } from '../features/emergency/press-rules'

/** A press without an answer for this long is called not delivered. */
export const undeliveredMs = 3_000
/** A press waits no longer than this for its copy on disk: help comes before tidiness. */
export const storePatienceMs = 250
export const firstRetryMs = 500
export const longestRetryMs = 10_000
export const firstAskMs = 2_000
export const longestAskMs = 10_000
/** Presses kept. At the limit the second oldest goes: the first says since when, the newest where and how often. */
export const outboxLimit = 100

/** One press on its way, and then while its alarm stands. Times of the schedule are monotonic ms. */
export interface QueuedPress {
  readonly press: PressWire
  /** When it was pressed, by the device's wall clock. */
  readonly pressedAtMs: number
  /** From when the wait for an answer counts. */
  readonly startedMs: number
  readonly undelivered: boolean
  readonly answer: PressState | null
  readonly sends: number
  readonly sendDueMs: number
  readonly asks: number
  readonly askDueMs: number
}

/** What outlives the page. */
export interface StoredPress {
  readonly press: PressWire
  readonly pressedAtMs: number
  readonly answer: PressState | null
}

export interface Outbox {
  readonly presses: readonly QueuedPress[]
  /** Whether the live socket would bring news by itself. */
  readonly live: boolean
}

export type OutboxEvent =
  | { readonly type: 'pressed'; readonly press: PressWire; readonly pressedAtMs: number }
  | { readonly type: 'placed'; readonly place: Partial<PressWire> }
  | { readonly type: 'replayed'; readonly stored: readonly StoredPress[] }
  /** The copy on disk is made, or will not be. */
  | { readonly type: 'stored'; readonly id: PressId }
  | { readonly type: 'answered'; readonly state: PressState }
  /** The server does not know a press that it had answered: it lost it. */
  | { readonly type: 'forgotten'; readonly id: PressId }
  /** The network, the page or the socket came back. */
  | { readonly type: 'nudged' }
  | { readonly type: 'live'; readonly live: boolean }
  | { readonly type: 'dismissed' }
  | { readonly type: 'tick' }

export type Effect =
  | { readonly type: 'keep'; readonly stored: StoredPress }
  | { readonly type: 'drop'; readonly id: PressId }
  | { readonly type: 'send'; readonly press: PressWire }
  | { readonly type: 'ask'; readonly id: PressId }
  | { readonly type: 'warn'; readonly press: PressWire }

export interface Step {
  readonly outbox: Outbox
  readonly effects: readonly Effect[]
}

export const emptyOutbox: Outbox = { presses: [], live: false }

/**
 * The outbox after an event, and what to do. Every send is followed by the next one on the schedule,
 * whatever becomes of it, until the server says *recorded*: no order of failures can end the retries
 * [UI-320]. `nowMs` is monotonic.
 */
export function outboxAfter(outbox: Outbox, event: OutboxEvent, nowMs: number): Step {
  const changed = changedBy(outbox, event, nowMs)
  const due = doDue(changed.outbox, nowMs)
  return { outbox: due.outbox, effects: [...changed.effects, ...due.effects] }
}

/** The next time at which `tick` has something to do, monotonic ms; null when there is nothing to wait for. */
export function outboxDueMs(outbox: Outbox): number | null {
  const times = outbox.presses.flatMap((each) => [
    ...(isUnrecorded(each) ? [each.sendDueMs] : []),
    ...(mustAsk(outbox, each) ? [each.askDueMs] : []),
    ...(mayBecomeUndelivered(each) ? [each.startedMs + undeliveredMs] : []),
  ])
  return times.length === 0 ? null : Math.min(...times)
}

/** Not yet safe in the server's database: it is sent until it is. */
export function isUnrecorded(each: QueuedPress): boolean {
  return each.answer?.recorded !== true
}

/** Ms from the `sends`-th send to the next. */
export function retryMs(sends: number): number {
  return Math.min(longestRetryMs, firstRetryMs * 2 ** Math.max(0, sends - 1))
}

function changedBy(outbox: Outbox, event: OutboxEvent, nowMs: number): Step {
  switch (event.type) {
    case 'pressed':
      return pressed(outbox, event, nowMs)
    case 'placed':
      return placed(outbox, event.place)
    case 'replayed':
      return replayed(outbox, event.stored, nowMs)
    case 'answered':
      return answered(outbox, event.state, nowMs)
    case 'stored':
      return quietly(outbox, (each) =>
        each.press.id === event.id && each.sends === 0 ? { ...each, sendDueMs: Math.min(each.sendDueMs, nowMs) } : each,
      )
    case 'forgotten':
      return quietly(outbox, (each) =>
        each.press.id === event.id ? { ...each, answer: null, startedMs: nowMs, sends: 0, sendDueMs: nowMs } : each,
      )
    case 'nudged':
      return quietly(outbox, (each) => ({ ...each, sends: 0, sendDueMs: nowMs, asks: 0, askDueMs: nowMs }))
    case 'live':
      return { outbox: { ...outbox, live: event.live }, effects: [] }
    case 'dismissed':
      return { outbox: { ...outbox, presses: outbox.presses.filter((each) => !isDone(each)) }, effects: [] }
    case 'tick':
      return { outbox, effects: [] }
  }
}

function pressed(outbox: Outbox, event: { press: PressWire; pressedAtMs: number }, nowMs: number): Step {
  const queued: QueuedPress = {
    press: event.press,
    pressedAtMs: event.pressedAtMs,
    startedMs: nowMs,
    undelivered: false,
    answer: null,
    sends: 0,
    sendDueMs: nowMs + storePatienceMs,
    asks: 0,
    askDueMs: 0,
  }
  // What is over gives way to what is not.
  const standing = outbox.presses.filter((each) => !isDone(each))
  const full = standing.length >= outboxLimit
  const dropped = full ? standing.slice(1, 2) : []
  const presses = [...standing.filter((each) => !dropped.includes(each)), queued]
  return {
    outbox: { ...outbox, presses },
    effects: [
      { type: 'keep', stored: toStored(queued) },
      ...dropped.map((each): Effect => ({ type: 'drop', id: each.press.id })),
    ],
  }
}

/** A place that came after the press goes with the next send, if the server has not answered yet. */
function placed(outbox: Outbox, place: Partial<PressWire>): Step {
  const lacks = (each: QueuedPress) => each.answer === null && each.press.lat === undefined
  const presses = outbox.presses.map((each) =>
    lacks(each) ? { ...each, press: { ...each.press, ...place, id: each.press.id } } : each,
  )
  const effects = presses
    .filter((each, i) => each !== outbox.presses[i])
    .map((each): Effect => ({ type: 'keep', stored: toStored(each) }))
  return { outbox: { ...outbox, presses }, effects }
}

/** Presses of an earlier life of the page come first: they are older, and have waited long enough. */
function replayed(outbox: Outbox, stored: readonly StoredPress[], nowMs: number): Step {
  const known = new Set(outbox.presses.map((each) => each.press.id))
  const fresh = stored.filter((each) => !known.has(each.press.id)).sort((a, b) => a.pressedAtMs - b.pressedAtMs)
  const queued = fresh.map((each): QueuedPress => ({
    ...each,
    startedMs: nowMs - undeliveredMs,
    undelivered: false,
    sends: 0,
    sendDueMs: nowMs,
    asks: 0,
    askDueMs: nowMs,
  }))
  return { outbox: { ...outbox, presses: [...queued, ...outbox.presses] }, effects: [] }
}

function answered(outbox: Outbox, state: PressState, nowMs: number): Step {
  const before = outbox.presses
  const presses = before.map((each) => {
    if (each.press.id === state.pressId) return withAnswer(each, merged(each.answer, state), nowMs)
    // Presses of one alarm share its later life.
    if (each.answer?.alarmId !== state.alarmId) return each
    const { acknowledgedAt, closedAt } = state
    return withAnswer(each, merged(each.answer, { ...each.answer, acknowledgedAt, closedAt }), nowMs)
  })
  const effects = presses.flatMap((each, i): Effect[] => {
    if (each === before[i]) return []
    return isDone(each) ? [{ type: 'drop', id: each.press.id }] : [{ type: 'keep', stored: toStored(each) }]
  })
  return { outbox: { ...outbox, presses }, effects }
}

function withAnswer(each: QueuedPress, answer: PressState, nowMs: number): QueuedPress {
  const first = each.answer?.recorded !== true && answer.recorded
  return { ...each, answer, undelivered: false, ...(first && { asks: 0, askDueMs: nowMs + firstAskMs }) }
}

/** Answers may overtake one another: what was once true stays true. */
function merged(old: PressState | null, state: PressState): PressState {
  return {
    ...state,
    receivedAt: old?.receivedAt ?? state.receivedAt,
    journalled: state.journalled || old?.journalled === true,
    recorded: state.recorded || old?.recorded === true,
    acknowledgedAt: old?.acknowledgedAt ?? state.acknowledgedAt,
    closedAt: old?.closedAt ?? state.closedAt,
  }
}

function doDue(outbox: Outbox, nowMs: number): Step {
  const effects: Effect[] = []
  const presses = outbox.presses.map((each) => {
    let next = each
    if (isUnrecorded(next) && next.sendDueMs <= nowMs) {
      const sends = next.sends + 1
      next = { ...next, sends, sendDueMs: nowMs + retryMs(sends) }
      effects.push({ type: 'send', press: next.press })
    }
    if (mustAsk(outbox, next) && next.askDueMs <= nowMs) {
      const asks = next.asks + 1
      next = { ...next, asks, askDueMs: nowMs + askMs(asks, outbox.live) }
      effects.push({ type: 'ask', id: next.press.id })
    }
    if (mayBecomeUndelivered(next) && nowMs - next.startedMs >= undeliveredMs) {
      next = { ...next, undelivered: true }
      effects.push({ type: 'warn', press: next.press })
    }
    return next
  })
  return { outbox: { ...outbox, presses }, effects }
}

function askMs(asks: number, live: boolean): number {
  return live ? longestAskMs : Math.min(longestAskMs, firstAskMs * 1.5 ** asks)
}

/** One question for each alarm is enough: its newest recorded press asks. */
function mustAsk(outbox: Outbox, each: QueuedPress): boolean {
  const { answer } = each
  if (answer === null || !answer.recorded || answer.closedAt !== null) return false
  const ofAlarm = outbox.presses.filter(
    (other) => other.answer?.recorded === true && other.answer.alarmId === answer.alarmId,
  )
  return ofAlarm.at(-1)?.press.id === each.press.id
}

function mayBecomeUndelivered(each: QueuedPress): boolean {
  return each.answer === null && !each.undelivered
}

/** Recorded, and its alarm closed by the control room: nothing is left to do. */
function isDone(each: QueuedPress): boolean {
  return each.answer !== null && each.answer.recorded && each.answer.closedAt !== null
}

function toStored(each: QueuedPress): StoredPress {
  return { press: each.press, pressedAtMs: each.pressedAtMs, answer: each.answer }
}

function quietly(outbox: Outbox, change: (each: QueuedPress) => QueuedPress): Step {
  return { outbox: { ...outbox, presses: outbox.presses.map(change) }, effects: [] }
}
