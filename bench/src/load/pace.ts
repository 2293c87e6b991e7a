// SPDX-License-Identifier: Apache-2.0
import { nowMs } from '../machine/patience'
import { dueMs } from './schedule'

interface Pace {
  readonly units: number
  /** Whole seconds, ms since 1970; the last is not part of it. */
  readonly fromMs: number
  readonly toMs: number
  readonly send: (unit: number, fixAtMs: number) => void
  /** Told how late each report left. */
  readonly left: (lateMs: number) => void
}

const tickMs = 1

/** Sends every report when it is due, in order, and resolves after the last. */
export function keepPace({ units, fromMs, toMs, send, left }: Pace): Promise<void> {
  let unit = 0
  let fixAtMs = fromMs
  return new Promise((resolve, reject) => {
    const tick = () => {
      try {
        const now = nowMs()
        for (let due = dueMs(unit, units, fixAtMs); due <= now && fixAtMs < toMs; due = dueMs(unit, units, fixAtMs)) {
          send(unit, fixAtMs)
          left(nowMs() - due)
          unit = (unit + 1) % units
          if (unit === 0) fixAtMs += 1_000
        }
      } catch (error) {
        reject(error)
        return
      }
      if (fixAtMs >= toMs) resolve()
      else setTimeout(tick, tickMs)
    }
    tick()
  })
}
