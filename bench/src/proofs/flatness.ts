// SPDX-License-Identifier: Apache-2.0
import { median } from '../result/percentile'

export interface Flatness {
  /** Farthest from the level at `settledS`, up or down, in per cent of it. */
  readonly swingPercent: number | null
  /** The last level against that level, in per cent of it; negative when it shrank. */
  readonly growthPercent: number | null
}

const unknown: Flatness = { swingPercent: null, growthPercent: null }
/** A collection of garbage moves single seconds: levels are medians of so many. */
const levelSeconds = 10

/** Whether memory, sampled each second, stays where it was after `settledS` seconds. Null when that cannot be told. */
export function flatness(samples: readonly (number | null)[], settledS: number): Flatness {
  const settled = samples.slice(settledS)
  const width = Math.min(levelSeconds, Math.floor(settled.length / 2))
  if (width === 0) return unknown
  const levels: (number | null)[] = []
  for (let at = 0; at + width <= settled.length; at += width) levels.push(median(settled.slice(at, at + width)))
  const known = levels.filter((level) => level !== null)
  const [first] = known
  const last = known.at(-1)
  if (first === undefined || last === undefined || first === 0 || known.length < levels.length) return unknown
  const percent = (level: number) => ((level - first) / first) * 100
  return { swingPercent: Math.max(...known.map((level) => Math.abs(percent(level)))), growthPercent: percent(last) }
}
