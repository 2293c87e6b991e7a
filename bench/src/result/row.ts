// SPDX-License-Identifier: Apache-2.0
/** One line of a result: what was measured, beside whom, and whether it is good enough. */
export interface Row {
  readonly id: string
  readonly what: string
  /** Null: it could not be measured here; `what` says why. */
  readonly value: number | null
  readonly unit: string
  readonly peer?: string
  readonly peerValue?: number | null
  /** Ours over theirs. */
  readonly ratio?: number
  readonly target?: string
  /** Null: nothing was promised, or nothing was measured. */
  readonly met: boolean | null
}

export type Limit = { readonly atMost: number } | { readonly atLeast: number }

export interface Measured {
  readonly id: string
  readonly what: string
  readonly value: number | null
  readonly unit: string
  readonly peer?: { readonly name: string; readonly value: number | null }
  readonly limit?: Limit
}

/** Decides once, here, whether a value keeps its target. Without a value nothing is met. */
export function row({ id, what, value, unit, peer, limit }: Measured): Row {
  const known = value === null ? null : rounded(value)
  return {
    id,
    what,
    value: known,
    unit,
    ...(peer === undefined ? {} : besidePeer(value, peer)),
    ...(limit === undefined ? {} : { target: targetText(limit) }),
    met: limit === undefined || value === null ? null : keeps(value, limit),
  }
}

/** A peer that is not there: never a silent gap. */
export function missingPeer(id: string, peer: string, install: string): Row {
  return { id, what: `${peer} is not installed here: ${install}`, value: null, unit: '', peer, met: null }
}

function besidePeer(value: number | null, peer: { readonly name: string; readonly value: number | null }) {
  const theirs = peer.value
  return {
    peer: peer.name,
    peerValue: theirs === null ? null : rounded(theirs),
    ...(value === null || theirs === null || theirs === 0 ? {} : { ratio: rounded(value / theirs) }),
  }
}

/** Not a number keeps no target: the comparison is false. */
function keeps(value: number, limit: Limit): boolean {
  return 'atMost' in limit ? value <= limit.atMost : value >= limit.atLeast
}

function targetText(limit: Limit): string {
  return 'atMost' in limit ? `≤ ${limit.atMost}` : `≥ ${limit.atLeast}`
}

/** Three significant digits, whole numbers whole: more would pretend. */
export function rounded(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3))
}
