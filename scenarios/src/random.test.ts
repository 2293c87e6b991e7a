// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { hashToUnit, randomFrom } from './random'
import { idMaker } from './seeded-id'

test('[SC-1] a stream repeats itself from its seed, and a fork does not depend on what was drawn before it', () =>
  fc.assert(
    fc.property(fc.string(), fc.nat(50), (seed, drawn) => {
      const [one, other] = [randomFrom(seed), randomFrom(seed)]
      for (let draw = 0; draw < drawn; draw += 1) one.next()
      expect(one.fork('a').next()).toBe(other.fork('a').next())
      expect(other.fork('a').next()).not.toBe(other.fork('b').next())
    }),
  ))

test('[SC-1] draws are even: each tenth gets about a tenth', () => {
  const random = randomFrom('even')
  const tenths = Array.from({ length: 10 }, () => 0)
  for (let draw = 0; draw < 20_000; draw += 1) tenths[Math.floor(random.next() * 10)]! += 1
  for (const count of tenths) expect(Math.abs(count - 2_000)).toBeLessThan(200)
})

test('[SC-1] noise without a state is in range and changes with its step', () =>
  fc.assert(
    fc.property(fc.integer(), fc.nat(), (key, step) => {
      expect(hashToUnit(key, step)).toBeGreaterThanOrEqual(0)
      expect(hashToUnit(key, step)).toBeLessThan(1)
      expect(hashToUnit(key, step)).not.toBe(hashToUnit(key, step + 1))
    }),
  ))

test('[SC-1] seeded ids are UUIDs of version 7, in order, the same again', () => {
  const [id, again] = [idMaker(randomFrom('ids')), idMaker(randomFrom('ids'))]
  const made = Array.from({ length: 300 }, () => id<string>())
  expect(made).toEqual(Array.from({ length: 300 }, () => again<string>()))
  expect(made.toSorted()).toEqual(made)
  for (const each of made) expect(z.uuidv7().safeParse(each).success).toBe(true)
})
