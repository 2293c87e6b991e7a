// SPDX-License-Identifier: Apache-2.0
import type { PressState } from '@muster/contract/emergency'
import type { QueuedPress } from '../../outbox/outbox-rules'

export type PressStage = 'sending' | 'not-delivered' | 'received' | 'acknowledged' | 'closed'

/** What the device says of its own alarm: states and times, no names and no places. */
export interface AlarmView {
  readonly stage: PressStage
  /** When the server received, acknowledged or closed it; null while it has said nothing. */
  readonly atMs: number | null
  /** A later press of a standing alarm that has no answer yet. */
  readonly newest: 'sending' | 'not-delivered' | null
  readonly presses: number
  /** The newest press was silent: neither sound nor light. */
  readonly silent: boolean
}

/**
 * One alarm, however often pressed [UI-316]. What the server said of a standing alarm is shown; a press
 * that it has not answered is never hidden behind that.
 */
export function alarmView(presses: readonly QueuedPress[]): AlarmView | null {
  const waiting = presses.filter((each) => each.answer === null)
  const answers = presses.flatMap((each) => (each.answer === null ? [] : [each.answer]))
  const standing = answers.filter((each) => each.closedAt === null)
  const silent = presses.at(-1)?.press.silent === true
  const pending = waiting.length === 0 ? null : waiting.some((each) => each.undelivered) ? 'not-delivered' : 'sending'
  if (standing.length > 0) {
    return { ...stageOf(standing), newest: pending, presses: standing.length + waiting.length, silent }
  }
  if (pending !== null) return { stage: pending, atMs: null, newest: null, presses: waiting.length, silent }
  const closedAt = answers.at(-1)?.closedAt ?? null
  return closedAt === null ? null : { stage: 'closed', atMs: closedAt, newest: null, presses: answers.length, silent }
}

function stageOf(standing: readonly PressState[]): { stage: PressStage; atMs: number } {
  const acknowledged = standing.flatMap((each) => (each.acknowledgedAt === null ? [] : [each.acknowledgedAt]))
  if (acknowledged.length > 0) return { stage: 'acknowledged', atMs: Math.min(...acknowledged) }
  return { stage: 'received', atMs: Math.min(...standing.map((each) => each.receivedAt)) }
}
