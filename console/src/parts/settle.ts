// SPDX-License-Identifier: Apache-2.0

/** An order as it is shown, and how many rows wait to be let in. */
export interface Settled<Key> {
  readonly shown: readonly Key[]
  readonly waiting: number
}

/**
 * Rows never move under the pointer. While the list is held (pointer over it, or focus in it), what is shown
 * keeps its place, also when it no longer belongs there, and what is new waits and is counted. Once let go,
 * the wanted order is taken as it is.
 *
 * `urgent` rows never wait: they are added at the end, so that nothing moves for them.
 */
export function settle<Key>(
  shown: readonly Key[],
  wanted: readonly Key[],
  held: boolean,
  urgent: (key: Key) => boolean = () => false,
): Settled<Key> {
  if (!held || shown.length === 0) return { shown: same(shown, wanted) ? shown : wanted, waiting: 0 }
  const known = new Set(shown)
  const fresh = wanted.filter((key) => !known.has(key))
  const admitted = fresh.filter(urgent)
  const next = admitted.length === 0 ? shown : [...shown, ...admitted]
  return { shown: next, waiting: fresh.length - admitted.length }
}

function same<Key>(a: readonly Key[], b: readonly Key[]): boolean {
  return a.length === b.length && a.every((key, index) => key === b[index])
}
