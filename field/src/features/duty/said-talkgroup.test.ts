// SPDX-License-Identifier: Apache-2.0
import type { BookingId, TalkgroupId } from '@muster/contract/ids'
import { expect, test } from 'vitest'
import { SaidTalkgroup } from './said-talkgroup'

const talkgroup = { id: 't' as TalkgroupId, gssi: '1001', name: 'NORTH 1' }
const booking = 'b' as BookingId

function officer() {
  const sent: string[] = []
  const line = { up: true }
  let no = 0
  const send = (message: { type: string }) => {
    if (line.up) sent.push('gssi' in message ? String(message.gssi) : '')
    return line.up
  }
  return { said: new SaidTalkgroup({ send, nextNo: () => ++no }), sent, line, lastNo: () => no }
}

test('[UI-335] what the officer said is said again on each new socket', () => {
  const { said, sent } = officer()
  expect(said.say(booking, talkgroup)).toBe(true)
  said.connected()
  expect(sent).toEqual(['1001', '1001'])
})

test('[UI-335] what could not be sent is not shown as said', () => {
  const { said, line } = officer()
  line.up = false
  expect(said.say(booking, talkgroup)).toBe(false)
  expect(said.said.get()).toBeNull()
})

test('[UI-335] nothing said in one booking counts for another', () => {
  const { said, sent } = officer()
  said.say(booking, talkgroup)
  said.booked(booking)
  expect(said.said.get()?.talkgroup).toBe(talkgroup)
  said.booked(null)
  said.connected()
  expect(sent).toEqual(['1001'])
})

test('[UI-335] a refused choice is told, and is not shown as said', () => {
  const { said, lastNo } = officer()
  said.say(booking, talkgroup)
  said.refusedNo(lastNo() + 1)
  expect(said.refused.get()).toBe(false)
  said.refusedNo(lastNo())
  expect([said.refused.get(), said.said.get()]).toEqual([true, null])
})
