// SPDX-License-Identifier: Apache-2.0
import type { ServerMessage } from '@muster/contract/live'

/**
 * Notices frames that went missing on one connection. The server numbers its frames; those without a
 * number of their own (a pong) may or may not have used one up, so either is believed.
 */
export class FrameCount {
  #last: number | null = null
  #between = 0

  restart(): void {
    this.#last = null
    this.#between = 0
  }

  unnumbered(): void {
    this.#between += 1
  }

  /** False when a frame is missing before this one, or it came twice. */
  counts(message: ServerMessage): boolean {
    if (!('n' in message)) {
      this.unnumbered()
      return true
    }
    const last = this.#last
    const fits = last === null || (message.n > last && message.n <= last + 1 + this.#between)
    this.#last = message.n
    this.#between = 0
    return fits
  }
}
