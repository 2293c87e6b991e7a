// SPDX-License-Identifier: Apache-2.0
/**
 * Open loop: each unit reports once a second at its own moment, whether or not the last report was
 * answered. Moments are spread evenly over the second. The time of a fix is the whole second before its
 * moment, so that a unit and the time of its fix tell anybody when the report was due.
 */
export function offsetMs(unit: number, units: number): number {
  return (unit * 1_000) / units
}

/** When the report with this time of fix was due, ms since 1970. */
export function dueMs(unit: number, units: number, fixAtMs: number): number {
  return fixAtMs + offsetMs(unit, units)
}

/** The next whole second that leaves at least `leadMs`. */
export function wholeSecondAfter(nowMs: number, leadMs: number): number {
  return Math.ceil((nowMs + leadMs) / 1_000) * 1_000
}
