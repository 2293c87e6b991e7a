// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSearch, ViewState, writeSearch } from './view-state'

test('[UI-203] what is written into the address is read back', () => {
  const view = fc.record(
    {
      theme: fc.constantFrom('dark' as const, 'light' as const),
      show: fc.constantFrom('not-ready' as const, 'stale' as const),
      find: fc.string({ minLength: 1, maxLength: 80 }),
      lat: fc.integer({ min: -90_000, max: 90_000 }).map((value) => value / 1_000),
      lon: fc.integer({ min: -180_000, max: 180_000 }).map((value) => value / 1_000),
      zoom: fc.integer({ min: 0, max: 2_200 }).map((value) => value / 100),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(view, (value) => {
      expect(ViewState.parse(readSearch(writeSearch(value)))).toMatchObject(value)
    }),
  )
})

test.each(['?lat=north&zoom=9', '?unit=7&theme=pink', '?zoom=99', '?find=%E0%A4%A'])(
  '[UI-203] an address like %s opens the page all the same',
  (text) => {
    expect(() => ViewState.parse(readSearch(text))).not.toThrow()
  },
)

test('[UI-203] a search of figures stays a text', () => {
  expect(ViewState.parse(readSearch('?find=117')).find).toBe('117')
})
