// SPDX-License-Identifier: Apache-2.0

/** Seeded chance: the same seed gives the same draws on every machine and every Node. */
export interface Random {
  /** In [0, 1). */
  next(): number
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number
  between(min: number, max: number): number
  chance(probability: number): boolean
  pick<T>(from: readonly T[]): T
  shuffled<T>(from: readonly T[]): T[]
  /**
   * A stream of its own, named. What is drawn from it does not depend on what was drawn from any other
   * stream, so that a change in one part of the agency leaves the other parts as they were.
   */
  fork(name: string): Random
}

export function randomFrom(seed: string): Random {
  const next = smallFast(seed)
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  const pick = <T>(from: readonly T[]): T => {
    const chosen = from[Math.floor(next() * from.length)]
    if (chosen === undefined) throw new Error('pick: the list is empty')
    return chosen
  }
  return {
    next,
    int,
    between: (min, max) => min + next() * (max - min),
    chance: (probability) => next() < probability,
    pick,
    shuffled: (from) => shuffle([...from], int),
    fork: (name) => randomFrom(`${seed}/${name}`),
  }
}

/** A number in [0, 1) that depends on its arguments alone: noise without a state. */
export function hashToUnit(key: number, step: number): number {
  return mix(key ^ Math.imul(step | 0, 0x9e3779b1) ^ Math.imul(Math.floor(step / 2 ** 32), 0x85ebca6b)) / 2 ** 32
}

/** 32 bits out of a text (FNV-1a, then mixed, so that near texts lie far apart). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return mix(hash)
}

/** Small Fast Counter, 32 bits: three words of state and a counter. Source: C. Doty-Humphrey, PractRand. */
function smallFast(seed: string): () => number {
  let a = hashText(seed)
  let b = hashText(`${seed}#b`)
  let c = hashText(`${seed}#c`)
  let counter = 1
  const draw = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 2 ** 32
  }
  // The first words still show the seed; twelve rounds hide it.
  for (let round = 0; round < 12; round += 1) draw()
  return draw
}

function mix(word: number): number {
  let mixed = word | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

function shuffle<T>(list: T[], int: (min: number, max: number) => number): T[] {
  for (let last = list.length - 1; last > 0; last -= 1) {
    const other = int(0, last)
    const kept = list[last] as T
    list[last] = list[other] as T
    list[other] = kept
  }
  return list
}
