// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { momentOf } from './moment'

test('[SC-524] the moments of twenty rounds', () => {
  const moments = Array.from({ length: 20 }, (_, round) => momentOf(round))
  expect(moments.filter(({ kind }) => kind === 'shown')).toHaveLength(5)
  expect(moments.filter(({ kind }) => kind === 'answered')).toHaveLength(5)
  const delays = moments.flatMap((moment) => (moment.kind === 'after' ? [moment.ms] : []))
  expect(new Set(delays).size).toBeGreaterThanOrEqual(8)
})
