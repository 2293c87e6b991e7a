// SPDX-License-Identifier: Apache-2.0
import type { Alarm } from '@muster/contract/emergency'
import type { LiveState } from '@muster/ui/live/connection'
import type { Priority } from './pattern'

/**
 * What must sound now and goes on until somebody acts: high while an alarm of a known device waits, medium
 * while only unverified ones do. Acknowledging all of them is the only way to silence.
 */
export function wantedSound(alarms: Iterable<Alarm>): Priority | null {
  const waiting = [...alarms].filter((alarm) => alarm.acknowledgedAt === null && alarm.closedAt === null)
  if (waiting.some((alarm) => alarm.trust !== 'unverified')) return 'high'
  return waiting.length > 0 ? 'medium' : null
}

/** A feed that fails sounds once, when it fails; not again when a stall becomes a break. */
export function feedFails(before: LiveState, after: LiveState): boolean {
  return before === 'live' && (after === 'stalled' || after === 'down')
}
