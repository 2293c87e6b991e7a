// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { msToAge } from './times'

test.each([
  [-5, '0 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [3_599_999, '59 min'],
  [3_600_000, '1 h'],
  [90_000_000, '1 d'],
])('[UI-331] an age of %i ms is said as %s', (ms, age) => expect(msToAge(ms)).toBe(age))
