// SPDX-License-Identifier: Apache-2.0
import type { Random } from './random'

/** All seeded ids begin here, so that they are the same whenever they are made. */
const firstIdAtMs = Date.UTC(2024, 0, 8, 9)

/**
 * Makes ids in the shape of UUIDv7 out of a seed: each a millisecond later than the one before, so that
 * they sort in the order in which they were made. Guessable by design: for the demo and for tests only.
 */
export function idMaker(random: Random): <Id extends string>() => Id {
  let made = 0
  return <Id extends string>() => {
    const time = (firstIdAtMs + made).toString(16).padStart(12, '0')
    made += 1
    const version = `7${hexOf(random, 3)}`
    const variant = `${'89ab'.charAt(random.int(0, 3))}${hexOf(random, 3)}`
    return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${hexOf(random, 12)}` as Id
  }
}

/** A text of hexadecimal digits out of the seed. */
export function hexOf(random: Random, digits: number): string {
  let text = ''
  while (text.length < digits) text += random.int(0, 0xffff).toString(16).padStart(4, '0')
  return text.slice(0, digits)
}
