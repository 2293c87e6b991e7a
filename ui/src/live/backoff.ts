// SPDX-License-Identifier: Apache-2.0

export const retryFirstMs = 500
export const retryLastMs = 10_000

/**
 * How long to wait before attempt number `attempt` (from 0) after a break: doubling from half a second to
 * ten seconds. Up to half of it is drawn by lot, so that a restart does not bring every page back at once.
 * `lot` lies in 0..1.
 */
export function retryAfterMs(attempt: number, lot: number): number {
  const fullMs = Math.min(retryLastMs, retryFirstMs * 2 ** Math.min(attempt, 10))
  return Math.max(retryFirstMs, Math.round(fullMs * (1 - lot / 2)))
}
