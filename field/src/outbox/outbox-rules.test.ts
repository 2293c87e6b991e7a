// SPDX-License-Identifier: Apache-2.0
import type { PressState } from '@muster/contract/emergency'
import type { AlarmId, PressId } from '@muster/contract/ids'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PressWire } from '../features/emergency/press-rules'
import {
  type Effect,
  emptyOutbox,
  longestRetryMs,
  type Outbox,
  outboxAfter,
  outboxDueMs,
  type OutboxEvent,
  outboxLimit,
  retryMs,
  storePatienceMs,
  undeliveredMs,
} from './outbox-rules'

const pressOf = (id: string): PressWire => ({ id: id as PressId, silent: false })
const pressed = (id: string): OutboxEvent => ({ type: 'pressed', press: pressOf(id), pressedAtMs: 1_700_000_000_000 })

function answer(id: string, change: Partial<PressState> = {}): PressState {
  const state = {
    pressId: id as PressId,
    alarmId: 'alarm' as AlarmId,
    receivedAt: 10,
    journalled: true,
    recorded: true,
    acknowledgedAt: null,
    closedAt: null,
  }
  return { ...state, ...change }
}

/** Feeds events one after another, waking the outbox whenever it asks to be, up to `untilMs`. */
function run(events: readonly (readonly [atMs: number, event: OutboxEvent])[], untilMs: number) {
  let outbox: Outbox = emptyOutbox
  const effects: (readonly [atMs: number, effect: Effect])[] = []
  const waiting = [...events]
  for (let turns = 0; turns < 10_000; turns++) {
    const next = waiting[0]?.[0] ?? Infinity
    const due = outboxDueMs(outbox) ?? Infinity
    const nowMs = Math.min(next, due)
    if (nowMs > untilMs) break
    const event: OutboxEvent = next <= due ? (waiting.shift()?.[1] ?? { type: 'tick' }) : { type: 'tick' }
    const step = outboxAfter(outbox, event, nowMs)
    outbox = step.outbox
    effects.push(...step.effects.map((effect) => [nowMs, effect] as const))
  }
  const times = (type: Effect['type']) => effects.filter(([, effect]) => effect.type === type).map(([atMs]) => atMs)
  return { outbox, effects, times }
}

test('[UI-313] a press is written down first and sent as soon as it is', () => {
  const { effects } = run(
    [
      [0, pressed('a')],
      [7, { type: 'stored', id: 'a' as PressId }],
    ],
    10,
  )
  expect(effects.map(([atMs, { type }]) => [atMs, type])).toEqual([
    [0, 'keep'],
    [7, 'send'],
  ])
})

test('[UI-313] a disk that does not answer delays a press by a quarter of a second at most', () => {
  expect(run([[0, pressed('a')]], 300).times('send')).toEqual([storePatienceMs])
})

test.each([
  [1, 500],
  [2, 1_000],
  [3, 2_000],
  [4, 4_000],
  [5, 8_000],
  [6, 10_000],
  [50, 10_000],
])('[UI-321] after send %i the next follows in %i ms', (sends, ms) => expect(retryMs(sends)).toBe(ms))

test('[UI-321] the network’s return sends at once and begins the schedule anew', () => {
  const { times } = run(
    [
      [0, pressed('a')],
      [20_000, { type: 'nudged' }],
    ],
    21_600,
  )
  expect(times('send').slice(-3)).toEqual([20_000, 20_500, 21_500])
})

test('[UI-314] three seconds without an answer are called not delivered, once', () => {
  const { times, outbox } = run([[0, pressed('a')]], 30_000)
  expect(times('warn')).toEqual([undeliveredMs])
  expect(outbox.presses[0]?.undelivered).toBe(true)
  expect(
    run(
      [
        [0, pressed('a')],
        [2_999, { type: 'answered', state: answer('a') }],
      ],
      30_000,
    ).times('warn'),
  ).toEqual([])
})

test('[UI-322] received but not recorded is sent again until it is recorded', () => {
  const journalled: OutboxEvent = { type: 'answered', state: answer('a', { recorded: false }) }
  const { outbox, times } = run(
    [
      [0, pressed('a')],
      [300, journalled],
      [30_000, { type: 'answered', state: answer('a') }],
    ],
    60_000,
  )
  const sends = times('send')
  expect(sends.filter((atMs) => atMs > 300 && atMs < 30_000).length).toBeGreaterThan(4)
  expect(sends.filter((atMs) => atMs > 30_000)).toEqual([])
  expect(outbox.presses[0]?.answer?.recorded).toBe(true)
})

test('[UI-320] whatever fails in whatever order, a press is sent again within ten seconds until it is recorded', () => {
  const ids = ['a', 'b', 'c']
  const anyId = fc.constantFrom(...ids)
  const event: fc.Arbitrary<OutboxEvent> = fc.oneof(
    anyId.map(pressed),
    anyId.map((id): OutboxEvent => ({ type: 'stored', id: id as PressId })),
    fc
      .record({ id: anyId, recorded: fc.constant(false), journalled: fc.boolean() })
      .map(({ id, ...rest }): OutboxEvent => ({ type: 'answered', state: answer(id, rest) })),
    anyId.map((id): OutboxEvent => ({ type: 'forgotten', id: id as PressId })),
    fc.boolean().map((live): OutboxEvent => ({ type: 'live', live })),
    fc.constantFrom<OutboxEvent>({ type: 'nudged' }, { type: 'dismissed' }, { type: 'tick' }),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(8_000), event), { maxLength: 25 }), (steps) => {
      let atMs = 0
      const timed = steps.map(([gapMs, each]) => [(atMs += gapMs), each] as const)
      const { outbox, effects, times } = run(timed, atMs + longestRetryMs)
      expect(times('drop')).toEqual([])
      for (const { press } of outbox.presses) {
        const sends = effects.filter(
          ([at, effect]) => effect.type === 'send' && effect.press.id === press.id && at >= atMs,
        )
        expect(sends.length).toBeGreaterThan(0)
      }
      const pressedIds = timed.flatMap(([, each]) => (each.type === 'pressed' ? [each.press.id] : []))
      expect(new Set(outbox.presses.map((each) => each.press.id))).toEqual(new Set(pressedIds))
    }),
  )
})

test('[UI-322] a press leaves the disk only when it is recorded and its alarm is closed, in whatever order answers come', () => {
  const states = [
    answer('a', { recorded: false, journalled: true }),
    answer('a'),
    answer('a', { acknowledgedAt: 20 }),
    answer('a', { acknowledgedAt: 20, closedAt: 30 }),
    answer('a', { recorded: false, closedAt: 30 }),
  ]
  fc.assert(
    fc.property(fc.shuffledSubarray(states, { minLength: 1 }), (order) => {
      let outbox = outboxAfter(emptyOutbox, pressed('a'), 0).outbox
      const drops = order.map((state, i) => {
        const step = outboxAfter(outbox, { type: 'answered', state }, 100 + i)
        outbox = step.outbox
        return step.effects.some((effect) => effect.type === 'drop')
      })
      // What has been said up to each answer, whatever came in between.
      const mayDrop = order.map((_, i) => {
        const said = order.slice(0, i + 1)
        return said.some((state) => state.recorded) && said.some((state) => state.closedAt !== null)
      })
      expect(drops.filter((dropped, i) => dropped && mayDrop[i] !== true)).toEqual([])
      expect(drops.includes(true)).toBe(mayDrop.includes(true))
      const last = outbox.presses[0]?.answer
      expect(last?.recorded).toBe(order.some((state) => state.recorded))
      expect(last?.closedAt !== null).toBe(order.some((state) => state.closedAt !== null))
    }),
  )
})

test('[UI-323] presses of an earlier life of the page are sent at once, and called not delivered at once', () => {
  const stored = [{ press: pressOf('old'), pressedAtMs: 1, answer: null }]
  const { effects } = run([[50, { type: 'replayed', stored }]], 60)
  expect(effects.map(([, { type }]) => type)).toEqual(['send', 'warn'])
})

test('[UI-323] a standing alarm of an earlier life is asked about, not pressed again', () => {
  const stored = [{ press: pressOf('old'), pressedAtMs: 1, answer: answer('old') }]
  const { times } = run([[50, { type: 'replayed', stored }]], 60_000)
  expect(times('send')).toEqual([])
  expect(times('ask')[0]).toBe(50)
})

test('[UI-324] what became of a press is asked for from 2 s to 10 s apart, and every 10 s beside a live socket', () => {
  const asks = run(
    [
      [0, pressed('a')],
      [100, { type: 'answered', state: answer('a') }],
    ],
    60_000,
  ).times('ask')
  const gaps = asks.slice(1).map((atMs, i) => atMs - (asks[i] ?? 0))
  expect(asks[0]).toBe(2_100)
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2_000)
  expect(Math.max(...gaps)).toBe(10_000)
  const live = run(
    [
      [0, { type: 'live', live: true }],
      [0, pressed('a')],
      [100, { type: 'answered', state: answer('a') }],
    ],
    33_000,
  )
  expect(live.times('ask')).toEqual([2_100, 12_100, 22_100, 32_100])
})

test('[UI-324] a server that forgot a press gets it again', () => {
  const forgot: OutboxEvent = { type: 'forgotten', id: 'a' as PressId }
  const { times } = run(
    [
      [0, pressed('a')],
      [100, { type: 'answered', state: answer('a') }],
      [5_000, forgot],
    ],
    5_600,
  )
  expect(times('send')).toEqual([5_000, 5_500])
})

test('[UI-316] presses of one alarm share its later life; one question for all', () => {
  const events: [number, OutboxEvent][] = [
    [0, pressed('a')],
    [10, { type: 'answered', state: answer('a') }],
    [20, pressed('b')],
    [30, { type: 'answered', state: answer('b') }],
  ]
  const asked = run(events, 20_000).effects.flatMap(([, effect]) => (effect.type === 'ask' ? [effect.id] : []))
  expect(new Set(asked)).toEqual(new Set(['b']))
  const { outbox, times } = run(
    [...events, [40, { type: 'answered', state: answer('b', { acknowledgedAt: 35, closedAt: 38 }) }]],
    20_000,
  )
  expect(outbox.presses.map((each) => each.answer?.closedAt)).toEqual([38, 38])
  expect(times('drop')).toEqual([40, 40])
})

test('[UI-325] at a hundred presses the first and the newest are kept', () => {
  const many = Array.from({ length: outboxLimit + 5 }, (_, i) => [i, pressed(`p${i}`)] as const)
  const { outbox, effects } = run(many, 200)
  expect(outbox.presses).toHaveLength(outboxLimit)
  expect(outbox.presses[0]?.press.id).toBe('p0')
  expect(outbox.presses.at(-1)?.press.id).toBe(`p${outboxLimit + 4}`)
  expect(effects.flatMap(([, effect]) => (effect.type === 'drop' ? [effect.id] : []))).toEqual([
    'p1',
    'p2',
    'p3',
    'p4',
    'p5',
  ])
})

test('[UI-315] a place that comes late goes with the next send, never over one that was there', () => {
  const place = { lat: 51, lon: 0, fixAt: '2026-01-01T00:00:00.000Z' }
  const late = run(
    [
      [0, pressed('a')],
      [300, { type: 'placed', place }],
    ],
    900,
  )
  expect(late.effects.filter(([, { type }]) => type === 'send').at(-1)?.[1]).toMatchObject({
    press: { id: 'a', lat: 51 },
  })
  const placed: OutboxEvent = { type: 'pressed', press: { ...pressOf('b'), lat: 1, lon: 1 }, pressedAtMs: 0 }
  expect(
    run(
      [
        [0, placed],
        [300, { type: 'placed', place }],
      ],
      900,
    ).outbox.presses[0]?.press.lat,
  ).toBe(1)
})
