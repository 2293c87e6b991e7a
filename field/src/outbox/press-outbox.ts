// SPDX-License-Identifier: Apache-2.0
import type { PressState } from '@muster/contract/emergency'
import type { PressId } from '@muster/contract/ids'
import type { PressWire } from '../features/emergency/press-rules'
import {
  type Effect,
  emptyOutbox,
  type Outbox,
  outboxAfter,
  outboxDueMs,
  type OutboxEvent,
  type StoredPress,
} from './outbox-rules'

/** Where presses outlive the page. Any call may fail or never answer: a press does not depend on it. */
export interface PressStore {
  keep(stored: StoredPress): Promise<void>
  drop(id: PressId): Promise<void>
  all(): Promise<StoredPress[]>
}

/** The ways to the server. None of them throws; what arrives is reported by `answered`. */
export interface PressWays {
  send(press: PressWire): void
  ask(id: PressId): void
}

export interface OutboxOptions {
  readonly store: PressStore
  readonly ways: PressWays
  /** A press has had no answer for three seconds. */
  readonly onUndelivered: (press: PressWire) => void
  readonly onChange: (outbox: Outbox) => void
  /** Monotonic ms. */
  readonly nowMs: () => number
  readonly after: (ms: number, act: () => void) => () => void
}

/** Runs the rules of the outbox: holds its state, does its effects, wakes it in time. */
export class PressOutbox {
  readonly #options: OutboxOptions
  #outbox: Outbox = emptyOutbox
  #cancelWake: () => void = () => undefined

  constructor(options: OutboxOptions) {
    this.#options = options
  }

  press(press: PressWire, pressedAtMs: number): void {
    this.hear({ type: 'pressed', press, pressedAtMs })
  }

  answered(state: PressState): void {
    this.hear({ type: 'answered', state })
  }

  /** Takes up what an earlier life of the page left behind. */
  async replay(): Promise<void> {
    const stored = await this.#options.store.all().catch(() => [])
    if (stored.length > 0) this.hear({ type: 'replayed', stored })
  }

  hear(event: OutboxEvent): void {
    const { outbox, effects } = outboxAfter(this.#outbox, event, this.#options.nowMs())
    this.#outbox = outbox
    // Sending comes first: nothing that the other effects do may stand in its way.
    for (const effect of effects) if (effect.type === 'send') attempt(() => this.#options.ways.send(effect.press))
    for (const effect of effects) if (effect.type !== 'send') attempt(() => this.#do(effect))
    attempt(() => this.#options.onChange(outbox))
    this.#wakeInTime()
  }

  #do(effect: Exclude<Effect, { type: 'send' }>): void {
    const { store, ways } = this.#options
    if (effect.type === 'ask') return ways.ask(effect.id)
    if (effect.type === 'warn') return this.#options.onUndelivered(effect.press)
    if (effect.type === 'drop') return void store.drop(effect.id).catch(() => undefined)
    const stored = () => this.hear({ type: 'stored', id: effect.stored.press.id })
    store.keep(effect.stored).then(stored, stored)
  }

  #wakeInTime(): void {
    this.#cancelWake()
    const dueMs = outboxDueMs(this.#outbox)
    if (dueMs === null) return
    const inMs = Math.max(0, dueMs - this.#options.nowMs())
    this.#cancelWake = this.#options.after(inMs, () => this.hear({ type: 'tick' }))
  }
}

function attempt(act: () => void): void {
  try {
    act()
  } catch {
    // Whatever failed is tried again on the schedule, or is not needed for the press.
  }
}
