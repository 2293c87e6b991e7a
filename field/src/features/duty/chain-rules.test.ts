// SPDX-License-Identifier: Apache-2.0
import { type Chain, chainLinks, linkStates } from '@muster/contract/duty'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chainView, type DeviceFacts } from './chain-rules'

const now: DeviceFacts = { current: true, bookedOn: true, talkgroupSet: true, positionAllowed: true }
const allProved: Chain = {
  readiness: 'ready',
  at: 0,
  links: chainLinks.map((link) => ({ link, state: 'proved' as const, known: 'seen', mend: null })),
}

const anyChain: fc.Arbitrary<Chain> = fc.record({
  readiness: fc.constantFrom('ready', 'logged-on', 'not-logged-on'),
  at: fc.constant(0),
  links: fc.uniqueArray(
    fc.record({
      link: fc.constantFrom(...chainLinks),
      state: fc.constantFrom(...linkStates),
      known: fc.string(),
      mend: fc.constant('mend it'),
    }),
    { selector: (each) => each.link },
  ),
})

test('[UI-330] whatever the server names, all eight links are shown, and those that it does not name are unknown', () => {
  fc.assert(
    fc.property(anyChain, (chain) => {
      const view = chainView(chain, now)
      expect(view.links.map((each) => each.link)).toEqual([...chainLinks])
      const named = new Map(chain.links.map((each) => [each.link, each.state]))
      for (const each of view.links) expect(each.state).toBe(named.get(each.link) ?? 'unknown')
    }),
  )
})

test('[UI-331] nothing is proved by what is only last known', () => {
  fc.assert(
    fc.property(anyChain, fc.boolean(), (chain, bookedOn) => {
      const view = chainView(chain, { current: false, bookedOn, talkgroupSet: true, positionAllowed: true })
      expect(view.readiness).toBeNull()
      expect(view.proved).toBe(0)
      expect(view.links.some((each) => each.state === 'proved')).toBe(false)
    }),
  )
})

test('[UI-330] a proved link offers nothing to mend', () => {
  const view = chainView(allProved, now)
  expect(view).toMatchObject({ readiness: 'ready', proved: 8 })
  expect(view.links.every((each) => each.mend === null && each.act === null)).toBe(true)
})

test.each([
  ['bound', { bookedOn: false }, 'book-on'],
  ['bound', { bookedOn: true }, null],
  ['tested', {}, 'test-radio'],
  ['tested', { current: false }, null],
  ['talkgroup', {}, 'choose-talkgroup'],
  ['talkgroup', { talkgroupSet: false }, null],
  ['position', { positionAllowed: false }, 'allow-position'],
  ['position', { positionAllowed: false, current: false }, 'allow-position'],
  ['position', {}, null],
  ['issued', {}, null],
] as const)('[UI-333] missing link %s with %j offers %s', (link, device, act) => {
  const links = allProved.links.map((each) => (each.link === link ? { ...each, state: 'missing' as const } : each))
  const view = chainView({ ...allProved, links }, { ...now, ...device })
  expect(view.links.find((each) => each.link === link)?.act).toBe(act)
})
