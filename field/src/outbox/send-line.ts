// SPDX-License-Identifier: Apache-2.0
import type { PressState } from '@muster/contract/emergency'
import type { PressId } from '@muster/contract/ids'
import type { PressWire } from '../features/emergency/press-rules'

/** Requests under way at once. Browsers open six connections to a host: hung ones must never hold them all. */
export const lineLimit = 4
export const perPressLimit = 2
/** Long enough for a bad mobile network. */
export const sendPatienceMs = 12_000
/** A request this old makes way when another press has none. */
export const giveWayMs = 4_000

export interface LineOptions {
  /** Posts a press; rejects when there is no answer, or when it is given up. */
  readonly post: (press: PressWire, givenUp: AbortSignal) => Promise<PressState>
  readonly onAnswer: (state: PressState) => void
  /** Monotonic ms. */
  readonly nowMs: () => number
}

interface Flight {
  readonly id: PressId
  readonly startedMs: number
  readonly control: AbortController
}

/**
 * Posts presses, few at a time [UI-326]. A press that is sent again while two of its requests hang gives up
 * the older: what it carried may have arrived all the same, and the same id makes that harmless. Presses
 * beyond the limit wait for a place, each once, in the order in which they came.
 */
export class SendLine {
  readonly #options: LineOptions
  readonly #waiting = new Map<PressId, PressWire>()
  /** Oldest first. */
  #flights: readonly Flight[] = []

  constructor(options: LineOptions) {
    this.#options = options
  }

  send(press: PressWire): void {
    this.#waiting.set(press.id, press)
    this.#fill()
  }

  #fill(): void {
    for (const [id, press] of this.#waiting) {
      if (!this.#makesRoom(id)) continue
      this.#waiting.delete(id)
      this.#start(press)
    }
  }

  #makesRoom(id: PressId): boolean {
    const own = this.#flights.filter((each) => each.id === id)
    const oldest = this.#flights[0]
    if (own.length >= perPressLimit) this.#giveUp(own[0])
    else if (this.#flights.length < lineLimit) return true
    else if (oldest === undefined || this.#options.nowMs() - oldest.startedMs < giveWayMs) return false
    else this.#giveUp(oldest)
    return true
  }

  #giveUp(flight: Flight | undefined): void {
    this.#flights = this.#flights.filter((each) => each !== flight)
    flight?.control.abort()
  }

  #start(press: PressWire): void {
    const flight: Flight = { id: press.id, startedMs: this.#options.nowMs(), control: new AbortController() }
    this.#flights = [...this.#flights, flight]
    const late = setTimeout(() => flight.control.abort(), sendPatienceMs)
    const ended = () => {
      clearTimeout(late)
      this.#flights = this.#flights.filter((each) => each !== flight)
      this.#fill()
    }
    this.#options
      .post(press, flight.control.signal)
      .then(this.#options.onAnswer, () => undefined)
      .then(ended, ended)
  }
}
