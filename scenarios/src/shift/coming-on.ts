// SPDX-License-Identifier: Apache-2.0
import type { LiveUnit } from '@muster/contract/live'
import type { Officer } from './officer'
import type { PictureWatch } from './picture-watch'
import type { Presence } from './presence'
import { sideBySide } from './side-by-side'

export interface ComingOnOptions {
  readonly officers: readonly Officer[]
  readonly presence: Presence
  readonly look: () => Promise<PictureWatch>
  readonly onFault: (error: unknown) => void
}

/** Brings officers on duty, and keeps them as they were planned. */
export interface ComingOn {
  /** Resolves when all are on duty as planned; a call while one is under way waits for that one. */
  all(): Promise<void>
  /** Tests lapse with the day: whoever is on duty and must test again does. Nobody who left is booked on again. */
  testAgain(): Promise<void>
  stop(): void
}

/** Officers at once: enough to keep the server busy, not so many that it has to queue. */
const atOnce = 8
const longestPauseMs = 30_000

export function comingOn({ officers, presence, look, onFault }: ComingOnOptions): ComingOn {
  let stopped = false

  /** Those with whom it failed, who are tried again in the next round. */
  const oneRound = async (who: readonly Officer[], only: (seen: LiveUnit | undefined) => boolean) => {
    await presence.whenHere()
    try {
      const { units } = await look()
      const due = who.filter(({ duty }) => only(units.get(duty.unitId)))
      const failed = await sideBySide(due, atOnce, (one) => one.comeOn(units.get(one.duty.unitId)))
      for (const { error } of failed) onFault(error)
      return failed.map(({ one }) => one)
    } catch (error) {
      onFault(error)
      return who
    }
  }
  const rounds = async (only: (seen: LiveUnit | undefined) => boolean) => {
    let left = officers
    for (let round = 1; left.length > 0 && !stopped; round += 1) {
      left = await oneRound(left, only)
      if (left.length > 0) await pause(Math.min(1_000 * 2 ** round, longestPauseMs))
    }
  }
  return {
    all: oneAtATime(() => rounds(() => true)),
    testAgain: oneAtATime(() => rounds((seen) => seen?.onDuty === true && seen.missing.includes('tested'))),
    stop() {
      stopped = true
    },
  }
}

/** A call while one is under way gets that one's promise. */
function oneAtATime(act: () => Promise<void>): () => Promise<void> {
  let underWay: Promise<void> | null = null
  return () => {
    underWay ??= act().finally(() => (underWay = null))
    return underWay
  }
}

/** Waits without keeping the process alive for it. */
export function pause(ms: number): Promise<void> {
  return new Promise((done) => void setTimeout(done, ms).unref())
}
