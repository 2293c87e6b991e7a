// SPDX-License-Identifier: Apache-2.0

/** Round trips remembered; the quickest of them says best what the server's clock reads. */
const roundTripsKept = 8
/** A jump larger than this means that a clock was set or the machine slept: what was known is void. */
const jumpMs = 2_000

interface RoundTrip {
  readonly tripMs: number
  readonly offsetMs: number
}

/**
 * What time it is at the server. Ages on the screen are measured on that clock, never on this machine's,
 * which may be wrong by hours.
 */
export class ServerClock {
  readonly #localNow: () => number
  #roundTrips: RoundTrip[] = []
  #offsetMs = 0

  /** `localNow` in ms; by default monotonic, so that setting this machine's clock does not age a fix. */
  constructor(localNow: () => number = monotonicNow) {
    this.#localNow = localNow
  }

  localNow(): number {
    return this.#localNow()
  }

  /** Milliseconds since 1970, UTC, at the server. */
  now(): number {
    return Math.round(this.#localNow() + this.#offsetMs)
  }

  /** A frame said what time it is; it is late by its way here, so it only counts until a pong is heard. */
  hear(serverAtMs: number): void {
    if (this.#roundTrips.length === 0) this.#offsetMs = serverAtMs - this.#localNow()
  }

  /** A pong came back: returns the round trip in ms. */
  pong(sentAtLocalMs: number, serverAtMs: number): number {
    const now = this.#localNow()
    const tripMs = Math.max(0, now - sentAtLocalMs)
    const offsetMs = serverAtMs + tripMs / 2 - now
    const jumped = Math.abs(offsetMs - this.#offsetMs) > jumpMs + tripMs
    const kept = jumped ? [] : this.#roundTrips.slice(1 - roundTripsKept)
    this.#roundTrips = [...kept, { tripMs, offsetMs }]
    this.#offsetMs = this.#roundTrips.reduce((best, each) => (each.tripMs < best.tripMs ? each : best)).offsetMs
    return Math.round(tripMs)
  }
}

function monotonicNow(): number {
  return performance.timeOrigin + performance.now()
}
