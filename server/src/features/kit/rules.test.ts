// SPDX-License-Identifier: Apache-2.0
import type { Item } from '@muster/contract/kit'
import { itemStates } from '@muster/contract/kit'
import { newId, type PersonId } from '@muster/contract/ids'
import { Refused } from '@muster/contract/refusal'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkVersion, issue, mayDo, outcomeOf, takeBack, testedState, testHoldsMs } from './rules'

const officer = newId<PersonId>()
const now = 1_000_000_000
const item = (over: Partial<Item>): Item => ({
  id: newId(),
  kind: 'radio',
  modelId: newId(),
  serial: 'S',
  tag: 'T',
  issi: '1',
  state: 'on-shelf',
  holderId: null,
  shelf: 'A',
  since: 0,
  lastTest: null,
  version: 3,
  ...over,
})

function refusalOf(act: () => unknown): string | null {
  try {
    act()
    return null
  } catch (error) {
    return error instanceof Refused ? error.code : String(error)
  }
}

test.each([
  ['on-shelf', true, false],
  ['issued', false, true],
  ['lost', false, false],
  ['withdrawn', false, false],
] as const)('[KT-2] an item that is %s may be issued: %s; returned: %s', (state, mayIssue, mayReturn) => {
  expect([mayDo({ state }, 'issue'), mayDo({ state }, 'return')]).toEqual([mayIssue, mayReturn])
  const given = item({ state, holderId: state === 'issued' ? officer : null })
  expect(refusalOf(() => issue(given, officer, null, now))).toBe(mayIssue ? null : 'already-issued')
  expect(refusalOf(() => takeBack(given, 'B', now))).toBe(mayReturn ? null : 'not-issued')
})

test('[KT-1] whatever is done to it, an item has one holder or one shelf, and each act makes a new version', () =>
  fc.assert(
    fc.property(fc.constantFrom(...itemStates), fc.array(fc.constantFrom('issue', 'return')), (state, acts) => {
      let held = item({
        state,
        holderId: state === 'issued' ? officer : null,
        shelf: state === 'on-shelf' ? 'A' : null,
      })
      for (const act of acts) {
        const before = held
        try {
          held = act === 'issue' ? issue(held, officer, null, now) : takeBack(held, 'B', now)
        } catch {
          continue
        }
        expect(held.version).toBe(before.version + 1)
        expect((held.holderId === null) !== (held.shelf === null)).toBe(true)
        expect(held.state).toBe(held.holderId === null ? 'on-shelf' : 'issued')
      }
    }),
  ))

test('[KT-3] who acts on what is no longer so is told who holds it now, or what became of it', () => {
  expect(() => checkVersion(item({ version: 3 }), 3, null)).not.toThrow()
  const stale = (given: Item, holder: string | null) => () => checkVersion(given, 2, holder)
  expect(stale(item({ state: 'issued', holderId: officer }), 'Ann Reed')).toThrow('Ann Reed holds it now')
  expect(stale(item({}), null)).toThrow('it is now on shelf')
})

test('[KT-4] a test counts against the checklist of the model alone', () => {
  expect(outcomeOf([], ['battery', 'alarm'])).toBe('passed')
  expect(outcomeOf(['alarm'], ['battery', 'alarm'])).toBe('failed')
  expect(() => outcomeOf(['colour'], ['battery', 'alarm'])).toThrow(expect.objectContaining({ code: 'bad-request' }))
})

test.each([
  [null, 'never'],
  [{ outcome: 'failed', at: now }, 'failed'],
  [{ outcome: 'passed', at: now }, 'passed'],
  [{ outcome: 'passed', at: now - testHoldsMs }, 'passed'],
  [{ outcome: 'passed', at: now - testHoldsMs - 1 }, 'stale'],
  [{ outcome: 'failed', at: now - testHoldsMs - 1 }, 'failed'],
] as const)('[KT-5] the last test %j means %s', (lastTest, state) => expect(testedState(lastTest, now)).toBe(state))

test('[KT-8] what failed its last test is not issued, however it came to the shelf', () => {
  const broken = item({ lastTest: { outcome: 'failed', at: now } })
  expect(() => issue(broken, officer, null, now)).toThrow(expect.objectContaining({ code: 'failed-test' }))
})
