// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { settle } from './settle'

const keys = fc.uniqueArray(fc.nat(30), { maxLength: 20 })

test('[UI-231] while held nothing that is shown moves or goes, and what is new is counted', () => {
  fc.assert(
    fc.property(keys, keys, (shown, wanted) => {
      fc.pre(shown.length > 0)
      const next = settle(shown, wanted, true)
      expect(next.shown).toEqual(shown)
      expect(next.waiting).toBe(wanted.filter((key) => !shown.includes(key)).length)
    }),
  )
})

test('[UI-231] let go, the wanted order is taken as it is', () => {
  fc.assert(
    fc.property(keys, keys, (shown, wanted) => {
      expect(settle(shown, wanted, false)).toEqual({ shown: wanted, waiting: 0 })
    }),
  )
})

test('[UI-231] the same order stays the same object, so that nothing is drawn anew', () => {
  const shown = [1, 2, 3]
  expect(settle(shown, [1, 2, 3], false).shown).toBe(shown)
  expect(settle(shown, [1, 2], true).shown).toBe(shown)
})

test('[UI-214] what is urgent comes in at the end even while held', () => {
  expect(settle([1, 2], [9, 2, 1, 5], true, (key) => key === 9)).toEqual({ shown: [1, 2, 9], waiting: 1 })
})
