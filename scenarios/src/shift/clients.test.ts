// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bases } from '../agency/lists/bases'
import { type HttpAnswer, type HttpMessage, type HttpWire, Unanswered } from '../http-wire'
import { fixAt, type NoisyFix, trackOf } from '../tracks'
import { statusFor } from './officer'
import { outbox, outboxLimitFixes } from './outbox'
import { phoneAddress } from './phone-address'
import { presence } from './presence'
import { radioGateway, type RadioLine } from './radio-gateway'
import { sideBySide } from './side-by-side'
import { tracker } from './tracker'

const track = trackOf({ seed: 'clients', unit: 'one', base: bases[0] as (typeof bases)[number] })
const fix = (n: number): NoisyFix => fixAt(track, 1_770_000_000_000 + n * 5_000)
const soon = () => new Promise((done) => setTimeout(done, 5))

/** A wire whose answers a test chooses; the status 0 stands for none at all. */
function wireThat(answer: (message: HttpMessage) => number, sent: HttpMessage[] = []): HttpWire {
  return {
    origin: 'http://127.0.0.1:1',
    close: () => {},
    async send(message): Promise<HttpAnswer> {
      sent.push(message)
      const status = answer(message)
      if (status === 0) throw new Unanswered('nobody there')
      const body = message.path === '/api/v1/setup' ? JSON.stringify({ agency: 'A', demo: true, version: '0' }) : ''
      return { status, setCookies: [], body }
    },
  }
}

test('[SC-16] an outbox holds so many fixes, in order, and drops the oldest', () =>
  fc.assert(
    fc.property(fc.nat(100), (count) => {
      const box = outbox()
      const all = Array.from({ length: count }, (_, n) => fix(n))
      for (const each of all) box.add(each)
      expect(box.peek(1_000)).toEqual(all.slice(-outboxLimitFixes))
    }),
  ))

test('[SC-16] what was not taken is sent again, oldest first, once the server is back', async () => {
  let up = true
  const taken: string[] = []
  const lines: string[] = []
  const wire = wireThat(({ path, body }) => {
    if (up && path === '/t') taken.push(body ?? '')
    return up ? 200 : 0
  })
  const there = presence({ wire, say: (line) => lines.push(line), onBack: () => {} })
  const phone = tracker({
    wire,
    presence: there,
    now: Date.now,
    messageFor: ({ atMs }) => ({ method: 'POST', path: '/t', body: String(atMs) }),
    onRefused: () => {},
  })
  phone.report(fix(0))
  await soon()
  up = false
  for (const n of [1, 2, 3]) phone.report(fix(n))
  await soon()
  expect(there.here).toBe(false)
  up = true
  await there.whenHere()
  phone.report(fix(4))
  await soon()
  expect(taken).toEqual([0, 1, 2, 3, 4].map((n) => String(fix(n).atMs)))
  expect(lines).toEqual(['the server does not answer: waiting for it', 'the server is back: going on'])
  there.stop()
})

test('[SC-17] a busy server is left alone for a while, longer each time, and loses nothing by it', async () => {
  let nowMs = 0
  let status = 429
  const sent: HttpMessage[] = []
  const wire = wireThat(() => status, sent)
  const there = presence({ wire, say: () => {}, onBack: () => {} })
  const phone = tracker({
    wire,
    presence: there,
    now: () => nowMs,
    messageFor: ({ atMs }) => ({ method: 'POST', path: '/t', body: String(atMs) }),
    onRefused: () => {},
  })
  const tryAt = async (ms: number) => {
    nowMs = ms
    phone.report(fix(ms))
    await soon()
    return sent.length
  }
  expect(await tryAt(0)).toBe(1)
  expect(await tryAt(4_999)).toBe(1)
  expect(await tryAt(5_000)).toBe(2)
  expect(await tryAt(14_999)).toBe(2)
  status = 200
  expect(await tryAt(15_000)).toBe(7)
  expect(there.here).toBe(true)
  there.stop()
})

test('[SC-17] a fix that is refused for good is thrown away and told of', async () => {
  const told: number[] = []
  const wire = wireThat(() => 400)
  const there = presence({ wire, say: () => {}, onBack: () => {} })
  const phone = tracker({
    wire,
    presence: there,
    now: Date.now,
    messageFor: () => ({ method: 'POST', path: '/t' }),
    onRefused: (status) => told.push(status),
  })
  phone.report(fix(0))
  phone.report(fix(1))
  await soon()
  expect(told).toEqual([400, 400])
  there.stop()
})

test('[SC-17] side by side: never more than the limit at once, each exactly once, failures told', () =>
  fc.assert(
    fc.asyncProperty(fc.nat(40), fc.integer({ min: 1, max: 9 }), async (count, limit) => {
      const list = Array.from({ length: count }, (_, n) => n)
      const done: number[] = []
      let busy = 0
      const failed = await sideBySide(list, limit, async (n) => {
        busy += 1
        expect(busy).toBeLessThanOrEqual(limit)
        await Promise.resolve()
        busy -= 1
        done.push(n)
        if (n % 7 === 3) throw new Error('seven')
      })
      expect(done.toSorted((a, b) => a - b)).toEqual(list)
      expect(failed.map(({ one }) => one).toSorted((a, b) => a - b)).toEqual(list.filter((n) => n % 7 === 3))
    }),
    { numRuns: 30 },
  ))

test('[SC-14] the gateway announces a radio, then says every 30 s that it is there, with a fresh token when refused', async () => {
  const bodies: { authorization: string; lines: RadioLine[] }[] = []
  const tokens = ['old', 'new']
  const wire = wireThat(({ headers, body }) => {
    const authorization = headers?.['authorization'] ?? ''
    if (authorization === 'Bearer old') return 401
    bodies.push({
      authorization,
      lines: (body ?? '')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as RadioLine),
    })
    return 204
  })
  const there = presence({ wire, say: () => {}, onBack: () => {} })
  const radios = radioGateway({
    wire,
    presence: there,
    now: () => 0,
    token: async () => tokens.shift() ?? '',
    onRefused: () => {},
  })
  radios.switchOn('4100007', '8100101')
  await radios.tick()
  await radios.tick()
  expect(bodies[0]?.authorization).toBe('Bearer new')
  const at = '1970-01-01T00:00:00.000Z'
  const announced = [
    { issi: '4100007', event: 'attach', at },
    { issi: '4100007', event: 'group', gssi: '8100101', at },
  ]
  expect(bodies[0]?.lines).toEqual(announced)
  for (let second = 0; second < 60; second += 1) await radios.tick()
  expect(bodies).toHaveLength(3)
  expect(bodies[2]?.lines).toEqual(announced)
  there.stop()
})

test('[SC-26] a status goes with what the unit does: driving 2 or 5, standing 3, 6 or 7', () =>
  fc.assert(
    fc.property(fc.boolean(), fc.nat(86_400_000), (moving, ms) => {
      expect(moving ? [2, 5] : [3, 6, 7]).toContain(statusFor(track, moving, 1_770_000_000_000 + ms))
    }),
  ))

test('[SC-24] phones have addresses of their own where the machine lets them', () => {
  const url = 'http://127.0.0.1:8780'
  const all = Array.from({ length: 600 }, (_, index) => phoneAddress(url, index, 'linux').from)
  expect(new Set(all).size).toBe(600)
  for (const each of all) expect(each).toMatch(/^127\.1\.\d{1,3}\.\d{1,3}$/)
  expect(phoneAddress(url, 1, 'darwin')).toEqual({})
  expect(phoneAddress('https://muster.example', 1, 'linux')).toEqual({})
})
