// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { flatness } from './flatness'

const level = (mb: number, seconds: number) => Array.from({ length: seconds }, () => mb)

test('[SC-523] what happens before it settles does not count', () => {
  expect(flatness([...level(50, 60), ...level(200, 60)], 60)).toEqual({ swingPercent: 0, growthPercent: 0 })
})

test('[SC-523] growth and shrinking show, a single spike does not', () => {
  expect(flatness([...level(100, 20), ...level(110, 20)], 0)).toEqual({ swingPercent: 10, growthPercent: 10 })
  expect(flatness([...level(100, 20), ...level(80, 20)], 0)).toEqual({ swingPercent: 20, growthPercent: -20 })
  expect(flatness([...level(100, 15), 300, ...level(100, 14)], 0).swingPercent).toBe(0)
})

test('[SC-523] too little, or a gap, cannot be told', () => {
  const unknown = { swingPercent: null, growthPercent: null }
  expect(flatness(level(100, 30), 30)).toEqual(unknown)
  expect(flatness([...level(100, 15), null, ...level(100, 14)], 0)).toEqual(unknown)
})
