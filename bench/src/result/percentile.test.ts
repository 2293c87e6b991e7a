// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { median, percentiles, spreadOf, worst } from './percentile'

test('[SC-501] percentiles by nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, at) => 100 - at)
  expect(percentiles(hundred, [0.5, 0.99, 1])).toEqual([50, 99, 100])
  expect(percentiles([7], [0.01, 0.5, 1])).toEqual([7, 7, 7])
  expect(percentiles(Float64Array.of(10, 9, 100), [0.5])).toEqual([10])
})

test('[SC-501] without samples there is no percentile', () => {
  expect(spreadOf([])).toEqual({ p50: null, p99: null, most: null })
})

test('[SC-501] no more than the rest lies above, and it is one of the samples', () => {
  const samples = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(samples, fc.double({ min: 0.01, max: 1, noNaN: true }), (values, share) => {
      const [found] = percentiles(values, [share])
      const above = values.filter((value) => value > (found ?? Infinity)).length
      expect(values).toContain(found)
      expect(above).toBeLessThanOrEqual((1 - share) * values.length + 1e-9)
    }),
  )
})

test('[SC-502] the median of rounds', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 2, 3])).toBe(2.5)
  expect(median([])).toBeNull()
})

test('[SC-502] a round without a value leaves median and worst unknown', () => {
  expect(median([1, null, 3])).toBeNull()
  expect(worst([1, null])).toBeNull()
  expect(worst([null, 1])).toBeNull()
  expect(worst([])).toBeNull()
  expect(worst([2, 5, 3])).toBe(5)
})
