// SPDX-License-Identifier: Apache-2.0
import type { UnitRow } from './unit-rows'

/** Of the units that the viewer sees on duty; the three kinds of readiness add up to `onDuty`. */
export interface Counts {
  readonly onDuty: number
  readonly ready: number
  readonly loggedOn: number
  readonly notLoggedOn: number
  readonly stale: number
}

/**
 * Counts what the viewer sees. A unit counts as ready or logged on only while its position is fresh as well:
 * the server's word about a unit can be older than the silence that follows it.
 */
export function countUnits(rows: Iterable<UnitRow>): Counts {
  const counts = { onDuty: 0, ready: 0, loggedOn: 0, notLoggedOn: 0, stale: 0 }
  for (const { unit, stale } of rows) {
    if (!unit.onDuty) continue
    counts.onDuty += 1
    if (stale) counts.stale += 1
    if (stale || unit.readiness === 'not-logged-on') counts.notLoggedOn += 1
    else if (unit.readiness === 'ready') counts.ready += 1
    else counts.loggedOn += 1
  }
  return counts
}
