// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { openThrottle } from './throttle'

test('[HO-035] so many tries a key and minute, then none until the minute is over', () => {
  const throttle = openThrottle(3)
  for (let n = 0; n < 3; n++) throttle.take('a', n)
  expect(() => throttle.take('a', 59_999)).toThrow(expect.objectContaining({ code: 'too-many' }))
  expect(() => throttle.take('b', 59_999)).not.toThrow()
  expect(() => throttle.take('a', 60_000)).not.toThrow()
})

test('[HO-035] a flood of keys does not make a throttle grow: the oldest key is forgotten', () => {
  const throttle = openThrottle(1)
  throttle.take('first', 0)
  expect(() => throttle.take('first', 1)).toThrow('Too many tries')
  for (let n = 0; n < 50_000; n++) throttle.take(`key ${n}`, 2)
  expect(() => throttle.take('first', 3)).not.toThrow()
})
