// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { ageToText, durationToText, msToUtc } from './time'
import { rowsInSight } from './use-window'

test.each([
  [-5_000, '0 s'],
  [999, '0 s'],
  [99_000, '99 s'],
  [100_000, '1 min'],
  [5_999_000, '99 min'],
  [7_200_000, '2 h'],
  [259_200_000, '3 d'],
])('[UI-232] an age of %i ms reads %s', (ageMs, text) => {
  expect(ageToText(ageMs)).toBe(text)
})

test.each([
  [-1, '00:00'],
  [72_400, '01:12'],
  [3_600_000, '1:00:00'],
])('[UI-211] a wait of %i ms reads %s', (waitMs, text) => {
  expect(durationToText(waitMs)).toBe(text)
})

test('[UI-205] UTC is said to be UTC', () => {
  expect(msToUtc(Date.UTC(2026, 10, 22, 19, 44, 7))).toBe('2026-11-22 19:44:07 UTC')
})

test('[UI-230] only rows near the part in sight are drawn, and never beyond the end', () => {
  expect(rowsInSight(0, 480, 10_000, 24)).toEqual({ first: 0, end: 30 })
  expect(rowsInSight(24_000, 480, 10_000, 24)).toEqual({ first: 990, end: 1_030 })
  expect(rowsInSight(240_000, 480, 5, 24)).toEqual({ first: 5, end: 5 })
})
