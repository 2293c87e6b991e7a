// SPDX-License-Identifier: Apache-2.0
/**
 * The value that the given share of the samples does not exceed (nearest rank), or null without samples:
 * what was not measured is never shown as fast. Sorts the samples in place when they are a typed array.
 */
export function percentiles(samples: readonly number[] | Float64Array, shares: readonly number[]): (number | null)[] {
  const sorted = samples instanceof Float64Array ? samples.sort() : Float64Array.from(samples).sort()
  return shares.map((share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null)
}

/** The middle one; of an even number the mean of the two in the middle. Null when any round has no value. */
export function median(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  if (known.length === 0 || known.length < values.length) return null
  const sorted = known.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] as number
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] as number
  return (lower + upper) / 2
}

/** The highest of the rounds: for what must not happen even once. Null when any round has no value. */
export function worst(values: readonly (number | null)[]): number | null {
  if (values.length === 0) return null
  return values.reduce(
    (high, value) => (high === null || value === null ? null : Math.max(high, value)),
    values[0] ?? null,
  )
}

/** Half of the samples, all but one in a hundred, and the slowest, in ms. */
export interface Spread {
  readonly p50: number | null
  readonly p99: number | null
  readonly most: number | null
}

export function spreadOf(samples: readonly number[] | Float64Array): Spread {
  const [p50 = null, p99 = null, most = null] = percentiles(samples, [0.5, 0.99, 1])
  return { p50, p99, most }
}
