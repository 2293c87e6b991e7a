// SPDX-License-Identifier: Apache-2.0
import { type FixMessage, fixesPerMessage } from '@muster/contract/live'

/** Positions kept while there is no connection; beyond it the oldest go. */
export const fixQueueLimit = 500
/** At most one position a second. */
export const fixSpacingMs = 1_000
/** A batch without an answer for this long is sent again; the server takes each fix once by its time. */
export const batchPatienceMs = 10_000

/** Positions waiting, oldest first. Those at the head may be on their way; they stay until taken. */
export interface FixQueue {
  readonly fixes: readonly FixMessage[]
  readonly sent: { readonly id: number; readonly count: number; readonly atMs: number } | null
}

export const emptyFixQueue: FixQueue = { fixes: [], sent: null }

/** Fix times are the device's own; one that is nearer than a second to the newest is left out. */
export function withFix(queue: FixQueue, fix: FixMessage): FixQueue {
  const newest = queue.fixes.at(-1)
  if (newest !== undefined && Math.abs(fix.at - newest.at) < fixSpacingMs) return queue
  return limited({ ...queue, fixes: [...queue.fixes, fix] })
}

/** The next batch to send, marked as on its way as `id`; null while one is, or when nothing waits. `nowMs` is monotonic. */
export function sentBatch(queue: FixQueue, id: number, nowMs: number): { queue: FixQueue; batch: FixMessage[] } | null {
  const overdue = queue.sent !== null && nowMs - queue.sent.atMs >= batchPatienceMs
  if (queue.fixes.length === 0 || (queue.sent !== null && !overdue)) return null
  const batch = queue.fixes.slice(0, fixesPerMessage)
  return { queue: { ...queue, sent: { id, count: batch.length, atMs: nowMs } }, batch }
}

/** The server has dealt with a batch: stored, set aside with a reason, or refused as unreadable. */
export function batchTaken(queue: FixQueue, id: number): FixQueue {
  if (queue.sent?.id !== id) return queue
  return { ...queue, fixes: queue.fixes.slice(queue.sent.count), sent: null }
}

/** The connection broke: what was on its way may not have arrived. */
export function batchLost(queue: FixQueue): FixQueue {
  return { ...queue, sent: null }
}

function limited(queue: FixQueue): FixQueue {
  const over = queue.fixes.length - fixQueueLimit
  if (over <= 0) return queue
  const sent = queue.sent === null ? null : { ...queue.sent, count: Math.max(0, queue.sent.count - over) }
  return { ...queue, fixes: queue.fixes.slice(over), sent }
}
