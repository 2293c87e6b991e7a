// SPDX-License-Identifier: Apache-2.0
import type { Row } from '../result/row'

export interface BenchOptions {
  /** A short trial: smaller, one round, and called so in its result. */
  readonly quick: boolean
  /** Where to leave CPU profiles of the server; they cost time, so such a run says nothing about speed. */
  readonly profileDir: string | null
}

export type Bench = (options: BenchOptions) => Promise<Row[]>
