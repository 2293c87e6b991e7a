// SPDX-License-Identifier: Apache-2.0
import type { HttpMessage, HttpWire } from '../http-wire'
import type { NoisyFix } from '../tracks'
import { outbox } from './outbox'
import { longer, type Presence } from './presence'

/** Something that reports where its officer is. */
export interface Reporter {
  /** Takes a fix and sends it when it can; what it cannot send waits in an outbox of limited size. */
  report(fix: NoisyFix): void
  stop(): void
}

export interface TrackerOptions {
  readonly wire: HttpWire
  readonly presence: Presence
  readonly now: () => number
  readonly messageFor: (fix: NoisyFix) => HttpMessage
  /** Told of fixes that were refused for good. They are thrown away, lest they hold up those behind them. */
  readonly onRefused: (status: number, body: string) => void
}

const firstPauseMs = 5_000
const longestPauseMs = 60_000

/**
 * A phone with a tracking app: one request at a time, oldest fix first, again after a pause that grows
 * while the server says that it is busy.
 */
export function tracker({ wire, presence, now, messageFor, onRefused }: TrackerOptions): Reporter {
  const waiting = outbox()
  let sending = false
  let stopped = false
  let pauseMs = 0
  let quietUntilMs = 0

  const sendOne = async (fix: NoisyFix): Promise<boolean> => {
    const { status, body } = await wire.send(messageFor(fix))
    if (status === 429 || status >= 500) {
      pauseMs = pauseMs === 0 ? firstPauseMs : longer(pauseMs, longestPauseMs)
      quietUntilMs = now() + pauseMs
      return false
    }
    pauseMs = 0
    waiting.delivered(fix)
    if (status < 200 || status > 299) onRefused(status, body)
    return true
  }
  const drain = async () => {
    if (sending) return
    sending = true
    try {
      let next = waiting.peek(1)[0]
      while (next !== undefined && !stopped && presence.here && now() >= quietUntilMs && (await sendOne(next))) {
        next = waiting.peek(1)[0]
      }
    } catch (error) {
      presence.failed(error)
    } finally {
      sending = false
    }
  }
  return {
    report(fix) {
      waiting.add(fix)
      void drain()
    },
    stop() {
      stopped = true
    },
  }
}
