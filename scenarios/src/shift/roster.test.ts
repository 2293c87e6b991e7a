// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { agency } from '../agency/agency'
import { officerFacts } from '../agency/officer-facts'
import { isOnAir } from './officer'
import { carriers, type Plight, rosterOf } from './roster'

const service = agency({ seed: 'muster', size: 'demo', year: 'after' })
const roster = rosterOf(service, 600)
const count = (which: (duty: (typeof roster)[number]) => boolean) => roster.filter(which).length

test('[SC-15] 600 officers: 300 with OwnTracks, 180 with OsmAnd, 120 with the field app; the same every time', () => {
  expect(carriers.map((carrier) => count((duty) => duty.carrier === carrier))).toEqual([300, 180, 120])
  expect(new Set(roster.map(({ unitId }) => unitId)).size).toBe(600)
  expect(rosterOf(service, 600)).toEqual(roster)
})

test('[SC-15] four of five are ready; the others each lack one thing', () => {
  const plights: [Plight, number][] = [
    ['ready', 492],
    ['untrained', 36],
    ['untested', 24],
    ['off-air', 15],
    ['wrong-talkgroup', 12],
    ['unseen', 12],
    ['no-radio', 9],
  ]
  for (const [plight, expected] of plights) expect(count((duty) => duty.plight === plight)).toBe(expected)
})

test('[SC-15] what the roster says of an officer is what the records say', () => {
  const { units, items, competences, options, cast } = service
  const facts = new Map(officerFacts(units, items, competences, options.asOf).map((each) => [each.personId, each]))
  const known = new Set<string>(Object.values(cast))
  for (const duty of roster) {
    const of = facts.get(duty.personId)
    expect(duty.radio === null).toBe(duty.plight === 'no-radio')
    expect(of?.inDate).toBe(duty.plight !== 'untrained' && duty.plight !== 'no-radio')
    expect(duty.tunedTo.id === duty.talkgroup.id).toBe(duty.plight !== 'wrong-talkgroup')
    expect(duty.address === null).toBe(duty.carrier === 'field-app')
    expect(isOnAir(duty)).toBe(duty.plight !== 'off-air' && duty.plight !== 'no-radio')
    expect(known.has(duty.personId)).toBe(false)
  }
})

test('[SC-15] some of the shift are in compartments', () => {
  expect(count(({ compartmented }) => compartmented)).toBeGreaterThan(10)
})

test('[SC-15] the year before, and the small agency, make do with whom they have', () => {
  const before = rosterOf(agency({ seed: 'muster', size: 'demo', year: 'before' }), 600)
  expect(before).toHaveLength(600)
  expect(before.filter(({ plight }) => plight === 'ready').length).toBeLessThan(500)
  const small = rosterOf(agency({ seed: 'muster', size: 'small', year: 'after' }), 12)
  expect(small).toHaveLength(12)
})
