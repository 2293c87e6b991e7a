// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { currentForMs, currentWhenLiveMs, DutyFeed, isBookedOn, isCurrent, type KnownDuty } from './duty-feed'

const value: KnownDuty['value'] = {
  booking: null,
  callsign: 'PT117',
  chain: { readiness: 'not-logged-on', links: [], at: 0 },
}
const heard: KnownDuty = { value, atMs: 0, heardMs: 1_000 }

test.each([
  ['nothing known', null, true, 0, false],
  ['a live socket', heard, true, 1_000 + currentWhenLiveMs - 1, true],
  ['a live socket that brought nothing for a minute', heard, true, 1_000 + currentWhenLiveMs, false],
  ['just asked for', heard, false, 1_000 + currentForMs - 1, true],
  ['asked for too long ago', heard, false, 1_000 + currentForMs, false],
  ['from before the page was opened', { ...heard, heardMs: null }, true, 0, false],
])('[UI-331] %s', (_, known, live, nowMs, current) => expect(isCurrent(known, live, nowMs)).toBe(current))

test('[UI-334] nobody is booked on by what is not known', () => {
  expect(isBookedOn(null)).toBe(false)
  expect(isBookedOn(heard)).toBe(false)
})

test('[UI-338] an answer that was overtaken by a push changes nothing that the push said', () => {
  const feed = new DutyFeed((act) => act())
  const said = (at: number, readiness: 'ready' | 'not-logged-on') => ({ ...value, chain: { readiness, links: [], at } })
  feed.restore(said(9_000, 'ready'), 1)
  feed.hear(said(1_000, 'not-logged-on'))
  feed.hear(said(2_000, 'ready'))
  feed.hear(said(1_500, 'not-logged-on'))
  expect(feed.known.get()?.value.chain).toMatchObject({ readiness: 'ready', at: 2_000 })
})
