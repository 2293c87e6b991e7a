// SPDX-License-Identifier: Apache-2.0
import type { CustodyEntry, Item } from '@muster/contract/kit'
import type { PersonId } from '@muster/contract/ids'
import type { Instant } from '@muster/contract/instant'
import { Refused } from '@muster/contract/refusal'

/** Which acts each state allows: buttons and refusals come from the same table [KT-2]. */
const allowed: Record<Item['state'], readonly ('issue' | 'return')[]> = {
  'on-shelf': ['issue'],
  issued: ['return'],
  lost: [],
  withdrawn: [],
}

export function mayDo(item: Pick<Item, 'state'>, act: 'issue' | 'return'): boolean {
  return allowed[item.state].includes(act)
}

/** The desk acts on what it saw; if another desk was quicker, the loser is told who holds the item [KT-3]. */
export function checkVersion(item: Item, seen: number, holderName: string | null): void {
  if (item.version === seen) return
  const now = holderName === null ? `it is now ${item.state.replace('-', ' ')}` : `${holderName} holds it now`
  throw new Refused('stale-version', `Another desk was quicker: ${now}.`)
}

export function issue(item: Item, to: PersonId, holderName: string | null, now: Instant): Item {
  if (!mayDo(item, 'issue'))
    throw new Refused('already-issued', holderName === null ? `This item is ${item.state}.` : `${holderName} holds it.`)
  if (item.lastTest?.outcome === 'failed')
    throw new Refused('failed-test', 'Its last function test failed. Repair and test it first.')
  return { ...item, state: 'issued', holderId: to, shelf: null, since: now, version: item.version + 1 }
}

export function takeBack(item: Item, shelf: string, now: Instant): Item {
  if (!mayDo(item, 'return')) throw new Refused('not-issued', 'Nobody holds this item.')
  return { ...item, state: 'on-shelf', holderId: null, shelf, since: now, version: item.version + 1 }
}

/** A test counts only against the model's own checklist [KT-4]. */
export function outcomeOf(failedChecks: readonly string[], checklist: readonly string[]): 'passed' | 'failed' {
  const stranger = failedChecks.find((check) => !checklist.includes(check))
  if (stranger !== undefined) throw new Refused('bad-request', `'${stranger}' is not on this model's checklist.`)
  return failedChecks.length === 0 ? 'passed' : 'failed'
}

/** A function test holds for the day of use: this many ms from the test [KT-5]. */
export const testHoldsMs = 24 * 3_600_000

export type Tested = 'passed' | 'failed' | 'stale' | 'never'

export function testedState(lastTest: Item['lastTest'], now: Instant): Tested {
  if (lastTest === null) return 'never'
  if (lastTest.outcome === 'failed') return 'failed'
  return now - lastTest.at <= testHoldsMs ? 'passed' : 'stale'
}

export type CustodyAct = CustodyEntry['act']
