// SPDX-License-Identifier: Apache-2.0
import { Samples } from './samples'
import { dueMs } from './schedule'

interface Wanted {
  readonly units: number
  readonly consoles: number
  /** What has a time of fix from here up to there counts. */
  readonly fromMs: number
  readonly toMs: number
}

/**
 * What reached the consoles, and how old it was. An update counts once for each console, when it is first
 * seen there, and only if it is newer than what that console knew of the unit.
 */
export class Freshness {
  readonly samples: Samples
  readonly #wanted: Wanted
  readonly #newest: Float64Array

  constructor(wanted: Wanted) {
    const { units, consoles, fromMs, toMs } = wanted
    this.#wanted = wanted
    this.#newest = new Float64Array(units * consoles)
    this.samples = new Samples(units * consoles * ((toMs - fromMs) / 1_000))
  }

  seen(console: number, unit: number, fixAtMs: number, nowMs: number): void {
    const { units, fromMs, toMs } = this.#wanted
    const at = console * units + unit
    if (fixAtMs < fromMs || fixAtMs >= toMs || fixAtMs <= (this.#newest[at] ?? Infinity)) return
    this.#newest[at] = fixAtMs
    this.samples.add(nowMs - dueMs(unit, units, fixAtMs))
  }
}
