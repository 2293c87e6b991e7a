// SPDX-License-Identifier: Apache-2.0
import type { PressState } from '@muster/contract/emergency'
import type { AlarmId, PressId } from '@muster/contract/ids'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { alarmView } from '../features/emergency/alarm-rules'
import type { PressWire } from '../features/emergency/press-rules'
import { memoryStore } from './memory-store'
import { emptyOutbox, type Outbox } from './outbox-rules'
import { PressOutbox, type PressStore, type PressWays } from './press-outbox'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** A server that joins presses into the standing alarm, behind a line that can be cut. */
function server() {
  const states = new Map<string, PressState>()
  let alarmId: AlarmId | null = null
  const line = { up: true, recording: true, received: [] as PressWire[] }
  const take = (press: PressWire): PressState | null => {
    line.received.push(press)
    if (!line.up) return null
    alarmId ??= press.id as string as AlarmId
    const known = states.get(press.id)
    const state = known ?? {
      pressId: press.id,
      alarmId,
      receivedAt: Date.now(),
      journalled: true,
      recorded: false,
      acknowledgedAt: null,
      closedAt: null,
    }
    states.set(press.id, { ...state, recorded: state.recorded || line.recording })
    return states.get(press.id) ?? null
  }
  return { line, take, states }
}

function device(store: PressStore, take: (press: PressWire) => PressState | null) {
  let shown: Outbox = emptyOutbox
  const warned: PressId[] = []
  const ways: PressWays = {
    send: (press) => {
      const state = take(press)
      if (state !== null) setTimeout(() => outbox.answered(state), 50)
    },
    ask: () => undefined,
  }
  const outbox = new PressOutbox({
    store,
    ways,
    onUndelivered: (press) => warned.push(press.id),
    onChange: (next) => (shown = next),
    nowMs: () => performance.now(),
    after: (ms, act) => {
      const timer = setTimeout(act, ms)
      return () => clearTimeout(timer)
    },
  })
  return { outbox, warned, view: () => alarmView(shown.presses) }
}

const press = (id: string): PressWire => ({ id: id as PressId, silent: false })

test('[UI-316] two holds within one alarm are two presses with ids of their own, and one alarm on the screen', async () => {
  const { take, states } = server()
  const { outbox, view } = device(memoryStore(), take)
  outbox.press(press('a'), Date.now())
  await vi.advanceTimersByTimeAsync(500)
  outbox.press(press('b'), Date.now())
  await vi.advanceTimersByTimeAsync(500)
  expect([...states.values()].map((each) => [each.pressId, each.alarmId])).toEqual([
    ['a', 'a'],
    ['b', 'a'],
  ])
  expect(view()).toMatchObject({ stage: 'received', presses: 2, newest: null })
})

test('[UI-323] a press made offline survives the page and is delivered by the next one', async () => {
  const disk = memoryStore()
  const { line, take } = server()
  line.up = false
  const first = device(disk, take)
  first.outbox.press(press('a'), Date.now())
  await vi.advanceTimersByTimeAsync(4_000)
  expect(first.view()?.stage).toBe('not-delivered')
  expect(first.warned).toEqual(['a'])
  vi.clearAllTimers()
  line.up = true
  const second = device(disk, take)
  await second.outbox.replay()
  await vi.advanceTimersByTimeAsync(100)
  expect(second.view()?.stage).toBe('received')
})

test('[UI-322] what is only in the server’s journal stays on the device’s disk', async () => {
  const disk = memoryStore()
  const { line, take } = server()
  line.recording = false
  const { outbox, view } = device(disk, take)
  outbox.press(press('a'), Date.now())
  await vi.advanceTimersByTimeAsync(20_000)
  expect(view()?.stage).toBe('received')
  expect((await disk.all()).map((each) => each.answer?.recorded)).toEqual([false])
  line.recording = true
  await vi.advanceTimersByTimeAsync(11_000)
  expect((await disk.all()).map((each) => each.answer?.recorded)).toEqual([true])
})

test.each<[string, PressStore]>([
  [
    'refuses',
    {
      keep: () => Promise.reject(new Error('full')),
      drop: () => Promise.reject(new Error('full')),
      all: () => Promise.reject(new Error('none')),
    },
  ],
  [
    'never answers',
    {
      keep: () => new Promise(() => undefined),
      drop: () => new Promise(() => undefined),
      all: () => new Promise(() => undefined),
    },
  ],
  [
    'throws',
    {
      keep: () => {
        throw new Error('gone')
      },
      drop: () => {
        throw new Error('gone')
      },
      all: () => Promise.resolve([]),
    },
  ],
])('[UI-313] a disk that %s does not stop a press', async (_, store) => {
  const { take, states } = server()
  const { outbox } = device(store, take)
  outbox.press(press('a'), Date.now())
  await vi.advanceTimersByTimeAsync(300)
  expect(states.get('a')?.recorded).toBe(true)
})

test('[UI-313] a disk that refuses is not waited for', async () => {
  const { take, line } = server()
  const refuses = () => Promise.reject(new Error('full'))
  const { outbox } = device({ keep: refuses, drop: refuses, all: refuses }, take)
  outbox.press(press('a'), Date.now())
  await vi.advanceTimersByTimeAsync(10)
  expect(line.received).toHaveLength(1)
})

test('[UI-320] a way to the server that throws is tried again', async () => {
  const { take, states } = server()
  let failures = 3
  const { outbox } = device(memoryStore(), (each) => {
    if (failures-- > 0) throw new Error('socket is gone')
    return take(each)
  })
  outbox.press(press('a'), Date.now())
  await vi.advanceTimersByTimeAsync(5_000)
  expect(states.get('a')?.recorded).toBe(true)
})
