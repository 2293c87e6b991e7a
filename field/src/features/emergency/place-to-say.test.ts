// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { placeToSay, undeliveredSpeech } from './place-to-say'

const fix = { at: 1_000, lat: 51.50808, lon: -0.12795 }

test('[UI-318] the place is said as grid reference, coordinates and age', () => {
  expect(placeToSay(fix, 61_000)).toEqual({
    grid: expect.stringMatching(/^TQ \d{4} \d{4}$/),
    lat: '51.50808 N',
    lon: '0.12795 W',
    ageMs: 60_000,
  })
  expect(placeToSay({ at: 0, lat: -33, lon: 151 }, 0)).toMatchObject({
    grid: null,
    lat: '33.00000 S',
    lon: '151.00000 E',
  })
  expect(placeToSay(null, 0)).toBeNull()
})

test('[UI-318] the voice spells the grid reference, and says nothing of a place that is not known', () => {
  expect(undeliveredSpeech(fix)).toMatch(/^Not delivered\. Call 999\. Your grid is T Q, \d \d \d \d, \d \d \d \d\.$/)
  expect(undeliveredSpeech(null)).toBe('Not delivered. Call 999.')
})
