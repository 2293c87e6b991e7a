// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { row } from './row'
import { tableOf } from './table'

test('[SC-505] every row, with its verdict', () => {
  const table = tableOf([
    row({ id: 'a', what: 'quick', value: 3.5, unit: 'ms', limit: { atMost: 5 }, peer: { name: 'other', value: 7 } }),
    row({ id: 'b', what: 'slow', value: 12_345, unit: 'ms', limit: { atMost: 5 } }),
    row({ id: 'c', what: 'unknown', value: null, unit: 'MB', limit: { atMost: 5 } }),
  ])
  const [, , quick, slow, unknown] = table.split('\n')
  expect(quick).toMatch(/^quick +3\.5 +ms +≤ 5 +yes +other +7 +0\.5$/)
  expect(slow).toMatch(/^slow +12,345 +ms +≤ 5 +NO$/)
  expect(unknown).toMatch(/^unknown +\? +MB +≤ 5 +–$/)
})

test('[SC-505] a long description goes on in further lines, its figures in the first', () => {
  const table = tableOf([row({ id: 'a', what: 'word '.repeat(40).trim(), value: 1, unit: 'ms' })])
  const [, , first = '', ...more] = table.split('\n')
  expect(first).toMatch(/^word .* 1  ms +–$/)
  expect(more.length).toBeGreaterThan(0)
  expect(more.join(' ')).toMatch(/^( +word)+$/)
  expect(Math.max(...table.split('\n').map((line) => line.length))).toBeLessThan(140)
})
