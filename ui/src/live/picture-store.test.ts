// SPDX-License-Identifier: Apache-2.0
import type { Alarm } from '@muster/contract/emergency'
import type { AlarmId, UnitId } from '@muster/contract/ids'
import type { FixTuple, LiveUnit, ServerMessage } from '@muster/contract/live'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { closedAlarmsKept, type PictureChange, PictureStore } from './picture-store'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const settle = () => vi.advanceTimersByTime(300)

test('[UI-020] before the first full picture nothing is known', () => {
  const store = new PictureStore()
  expect(store.getSnapshot()).toMatchObject({ known: false, alarmsKnown: false })
  store.take(picture({ full: true }))
  settle()
  expect(store.getSnapshot().known).toBe(true)
})

test('[UI-021] listeners hear of many frames once, with what changed', () => {
  const store = new PictureStore()
  const changes: PictureChange[] = []
  store.subscribe((change) => changes.push(change))
  store.take(picture({ units: [unit(1), unit(2)], fixes: [fix(1, 1_000)] }))
  store.take(picture({ units: [unit(3)], gone: [2] }))
  expect(changes).toHaveLength(0)
  settle()
  expect(changes.map((change) => [...change.unitNos])).toEqual([[1, 2, 3]])
  expect([...store.getSnapshot().unitsByNo.keys()]).toEqual([1, 3])
})

test('[UI-021] nothing new, nothing told: the snapshot stays the same object', () => {
  const store = new PictureStore()
  const before = store.getSnapshot()
  settle()
  expect(store.getSnapshot()).toBe(before)
})

test('[UI-022] a full picture forgets what it does not name', () => {
  const store = new PictureStore()
  store.take(picture({ full: true, units: [unit(1), unit(2)], fixes: [fix(1, 1_000), fix(2, 1_000)] }))
  store.take(picture({ full: true, units: [unit(2)] }))
  settle()
  expect([...store.getSnapshot().unitsByNo.keys()]).toEqual([2])
  expect(store.getSnapshot().fixesByNo.size).toBe(0)
})

test('[UI-023] an older fix never moves a unit back', () => {
  const store = new PictureStore()
  store.take(picture({ units: [unit(1)], fixes: [fix(1, 2_000)] }))
  store.take(picture({ fixes: [fix(1, 1_000)] }))
  settle()
  expect(store.getSnapshot().fixesByNo.get(1)?.atMs).toBe(2_000)
})

test('[UI-023] a source that this page does not know is shown as not known', () => {
  const store = new PictureStore()
  store.take(picture({ fixes: [[1, 51, -1, 5, null, null, null, null, 99]] }))
  settle()
  expect(store.getSnapshot().fixesByNo.get(1)?.source).toBeNull()
})

test('[UI-024] alarms do not wait for a frame to be drawn', () => {
  const store = new PictureStore()
  const heard = vi.fn<(change: PictureChange) => void>()
  store.subscribe(heard)
  store.take({ type: 'alarms', n: 0, full: true, alarms: [alarm('a', 1)] })
  expect(heard).toHaveBeenCalledOnce()
  expect(store.getSnapshot()).toMatchObject({ alarmsKnown: true, alarmVersion: 1 })
})

test('[UI-025] an older version of an alarm never wins, whichever way it came', () => {
  const store = new PictureStore()
  store.take({ type: 'alarms', n: 0, full: false, alarms: [alarm('a', 3)] })
  store.takeAlarm(alarm('a', 2))
  expect(store.getSnapshot().alarmsById.get(id('a'))?.version).toBe(3)
})

test('[UI-026] closed alarms are kept up to a limit, open ones always', () => {
  const store = new PictureStore()
  const closed = Array.from({ length: closedAlarmsKept + 50 }, (_, index) => ({
    ...alarm(`c${index}`, 1),
    closedAt: 1_000 + index,
  }))
  const open = Array.from({ length: closedAlarmsKept + 50 }, (_, index) => alarm(`o${index}`, 1))
  store.take({ type: 'alarms', n: 0, full: true, alarms: [...closed, ...open] })
  const kept = [...store.getSnapshot().alarmsById.values()]
  expect(kept.filter((each) => each.closedAt === null)).toHaveLength(open.length)
  expect(kept.filter((each) => each.closedAt !== null)).toHaveLength(closedAlarmsKept)
  expect(store.getSnapshot().alarmsById.has(id('c0'))).toBe(false)
})

function id(name: string): AlarmId {
  return name as AlarmId
}

function picture(part: Partial<Extract<ServerMessage, { type: 'picture' }>>): ServerMessage {
  return { type: 'picture', n: 0, full: false, resume: 'r', atMs: 0, units: [], gone: [], fixes: [], ...part }
}

function fix(no: number, atMs: number): FixTuple {
  return [no, 51.5, -1.2, atMs, 8, null, null, 80, 0]
}

function unit(no: number): LiveUnit {
  return {
    no,
    id: `u${no}` as UnitId,
    callsign: `PT${no}`,
    team: null,
    teamId: null,
    officer: null,
    onDuty: true,
    status: 2,
    statusAtMs: 0,
    readiness: 'ready',
    missing: [],
    compartmented: false,
  }
}

function alarm(name: string, version: number): Alarm {
  return {
    id: id(name),
    unitId: null,
    callsign: 'PT117',
    team: null,
    trust: 'signed-in',
    source: 'field-app',
    silent: false,
    pressedAt: 0,
    receivedAt: 0,
    lastPressAt: 0,
    presses: 1,
    place: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    closedAt: null,
    closedBy: null,
    closeReason: null,
    recorded: true,
    version,
  }
}
