// SPDX-License-Identifier: Apache-2.0
import { chainLinks, logOnLinks, readyLinks, type ChainLink, type LinkState } from '@muster/contract/duty'
import { statusNames } from '@muster/contract/status-codes'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chainOf, freshFixMs, heartbeatMs, readinessOf, warningFor, type Facts } from './rules'

const now = 1_770_000_000_000
const radio = { tag: 'NS-1', tested: 'passed', trained: 'trained' } as const
const allProved: Facts = {
  bookedOn: true,
  radio,
  radioGone: false,
  deviceConnected: false,
  radioAttached: true,
  expectedGssi: '100',
  radioGssi: '100',
  deviceGssi: null,
  heardAt: now,
  fixAt: now,
}
const linkOf = (facts: Facts, link: ChainLink) => {
  const found = chainOf(facts, now).links.find((each) => each.link === link)
  if (found === undefined) throw new Error(`no link ${link}`)
  return found
}

test.each<[ChainLink, LinkState, Partial<Facts>]>([
  ['issued', 'proved', {}],
  ['issued', 'missing', { radio: null }],
  ['issued', 'missing', { radio: null, radioGone: true }],
  ['trained', 'proved', {}],
  ['trained', 'missing', { radio: { ...radio, trained: 'expired' } }],
  ['trained', 'missing', { radio: { ...radio, trained: 'never' } }],
  ['trained', 'unknown', { radio: null }],
  ['tested', 'proved', {}],
  ['tested', 'missing', { radio: { ...radio, tested: 'failed' } }],
  ['tested', 'missing', { radio: { ...radio, tested: 'stale' } }],
  ['tested', 'missing', { radio: { ...radio, tested: 'never' } }],
  ['tested', 'unknown', { radio: null }],
  ['bound', 'proved', {}],
  ['bound', 'proved', { radio: null, deviceConnected: true }],
  ['bound', 'missing', { bookedOn: false }],
  ['bound', 'missing', { radio: null }],
  ['attached', 'proved', {}],
  ['attached', 'proved', { radioAttached: false, deviceConnected: true }],
  ['attached', 'missing', { radioAttached: false }],
  ['attached', 'unknown', { radioAttached: null }],
  ['talkgroup', 'proved', {}],
  ['talkgroup', 'proved', { radioGssi: null, deviceGssi: '100' }],
  ['talkgroup', 'missing', { radioGssi: '200' }],
  ['talkgroup', 'missing', { radioGssi: null, deviceGssi: '200' }],
  // The radio is on another group, whatever the app was told.
  ['talkgroup', 'missing', { radioGssi: '200', deviceGssi: '100' }],
  ['talkgroup', 'unknown', { expectedGssi: null }],
  ['talkgroup', 'unknown', { radioGssi: null }],
  ['heartbeat', 'proved', { heardAt: now - heartbeatMs }],
  ['heartbeat', 'missing', { heardAt: now - heartbeatMs - 1 }],
  ['heartbeat', 'unknown', { heardAt: null }],
  ['position', 'proved', { fixAt: now - freshFixMs }],
  ['position', 'missing', { fixAt: now - freshFixMs - 1 }],
  ['position', 'unknown', { fixAt: null }],
])('[DU-3] %s is %s when %j', (link, state, over) => {
  const found = linkOf({ ...allProved, ...over }, link)
  expect(found.state).toBe(state)
  expect(found.known).not.toBe('')
  expect(found.mend === null).toBe(state === 'proved')
})

test('[DU-3] every link has a case for each state that it can be in', () => {
  expect(chainOf(allProved, now).links.map(({ link, state }) => [link, state])).toEqual(
    chainLinks.map((link) => [link, 'proved']),
  )
})

const facts = fc.record<Facts>({
  bookedOn: fc.boolean(),
  radio: fc.option(
    fc.record({
      tag: fc.constant('R'),
      tested: fc.constantFrom('passed', 'failed', 'stale', 'never'),
      trained: fc.constantFrom('trained', 'expired', 'never'),
    }),
  ),
  radioGone: fc.boolean(),
  deviceConnected: fc.boolean(),
  radioAttached: fc.option(fc.boolean()),
  expectedGssi: fc.option(fc.constantFrom('1', '2')),
  radioGssi: fc.option(fc.constantFrom('1', '2')),
  deviceGssi: fc.option(fc.constantFrom('1', '2')),
  heardAt: fc.option(fc.integer({ min: now - 2 * heartbeatMs, max: now })),
  fixAt: fc.option(fc.integer({ min: now - 2 * freshFixMs, max: now })),
})
const statesOf = (given: Facts) => new Map(chainOf(given, now).links.map(({ link, state }) => [link, state]))

test('[DU-2] ready implies every link proved, logged on every link of the log-on, and nothing unknown ever counts', () =>
  fc.assert(
    fc.property(facts, (given) => {
      const states = statesOf(given)
      const { readiness } = chainOf(given, now)
      const proved = (links: readonly ChainLink[]) => links.every((link) => states.get(link) === 'proved')
      expect(readiness === 'ready').toBe(proved(chainLinks))
      expect(readiness !== 'not-logged-on').toBe(proved(logOnLinks))
    }),
    { numRuns: 5_000 },
  ))

test('[DU-2] knowing less never makes anybody readier', () => {
  const ranks = { 'not-logged-on': 0, 'logged-on': 1, ready: 2 }
  const forget = fc.constantFrom<Partial<Facts>>(
    { radio: null },
    { radioAttached: null },
    { expectedGssi: null },
    { radioGssi: null, deviceGssi: null },
    { heardAt: null },
    { fixAt: null },
    { deviceConnected: false },
    { bookedOn: false },
  )
  fc.assert(
    fc.property(facts, forget, (given, less) => {
      const before = ranks[chainOf(given, now).readiness]
      expect(ranks[chainOf({ ...given, ...less }, now).readiness]).toBeLessThanOrEqual(before)
    }),
    { numRuns: 5_000 },
  )
})

test('[DU-2] readiness is decided by the links alone: one unknown among them is enough', () => {
  const links = chainOf(allProved, now).links
  expect(readinessOf(links)).toBe('ready')
  for (const link of chainLinks) {
    const doubted = links.map((each) => (each.link === link ? { ...each, state: 'unknown' as const } : each))
    expect(readinessOf(doubted)).toBe(
      (readyLinks as readonly ChainLink[]).includes(link) ? 'logged-on' : 'not-logged-on',
    )
  }
  expect(readinessOf([])).toBe('not-logged-on')
})

test('[DU-6] an odd change of status is warned of in words; a press and the usual are not', () => {
  expect(warningFor(9, 4)).toBe('Unusual: from Prisoner escort to Refreshments')
  expect(warningFor(11, 6)).toContain('Off duty')
  expect(warningFor(11, 1)).toBeNull()
  for (const [from] of statusNames.entries()) {
    expect(warningFor(from, 0)).toBeNull()
    expect(warningFor(from, from)).toBeNull()
  }
})
