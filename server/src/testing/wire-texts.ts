// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'

const value = fc.oneof(fc.jsonValue(), fc.double(), fc.constantFrom('sos', 'NaN', '0', 0, -1, null, true))

/** Any JSON value for any of these keys. */
export const keyed = (keys: readonly string[]) => fc.dictionary(fc.constantFrom(...keys), value)
export const anyValue = value

/** What may come off the wire: anything at all, JSON of any shape, and JSON of nearly the right shape. */
export const wireTexts = (near: fc.Arbitrary<unknown>) =>
  fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('utf8')),
    json(fc.jsonValue()),
    json(near),
  )

export const often = { numRuns: 2_000 }

function json(arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  return arbitrary.map((each) => JSON.stringify(each) ?? '')
}
