// SPDX-License-Identifier: Apache-2.0
import type { UnitId } from '@muster/contract/ids'
import type { LiveUnit } from '@muster/contract/live'
import { PictureStore } from '@muster/ui/live/picture-store'
import type { MarkChange } from '@muster/ui/map/unit-mark'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { UnitMarks } from './unit-marks'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const hugeNo = 1_987_654_321

function unit(no: number, callsign: string, readiness: LiveUnit['readiness'] = 'ready'): LiveUnit {
  return {
    no,
    id: callsign as UnitId,
    callsign,
    team: null,
    teamId: null,
    officer: null,
    onDuty: true,
    status: 2,
    statusAtMs: 0,
    readiness,
    missing: [],
    compartmented: false,
  }
}

function filled(): { store: PictureStore; marks: UnitMarks } {
  const store = new PictureStore()
  const now = store.serverNow()
  store.take({
    type: 'picture',
    n: 0,
    full: true,
    resume: 'r',
    atMs: now,
    gone: [],
    units: [unit(hugeNo, 'PT1'), unit(hugeNo + 1, 'PT2', 'logged-on'), unit(5, 'PT3')],
    fixes: [
      [hugeNo, 51, -1, now, 8, null, null, null, 0],
      [hugeNo + 1, 52, -1, now - 500_000, 8, null, null, null, 0],
    ],
  })
  vi.advanceTimersByTime(300)
  return { store, marks: new UnitMarks(store) }
}

test('[UI-260] the map gets small numbers of its own, and knows whose they are', () => {
  const { marks } = filled()
  const nos = marks.marks().map((mark) => mark.no)
  expect(nos).toHaveLength(2)
  expect(new Set(nos).size).toBe(2)
  expect(nos.every((no) => no >= 0 && no < 2 ** 24)).toBe(true)
  expect(nos.map((no) => marks.unitNoOf(no))).toEqual([hugeNo, hugeNo + 1])
  expect(marks.unitNoOf(999)).toBeNull()
})

test('[UI-260] stale and unready look so; a unit without a position has no mark', () => {
  const { marks } = filled()
  expect(marks.marks().map(({ stale, tone }) => [stale, tone])).toEqual([
    [false, 'green'],
    [true, 'white'],
  ])
})

test('[UI-261] what the list leaves out, the map leaves out', () => {
  const { store, marks } = filled()
  const heard: MarkChange[] = []
  const leave = marks.subscribe((change) => heard.push(change))
  marks.narrow('all', 'pt1')
  expect(marks.marks()).toHaveLength(1)
  expect(heard).toEqual([{ kind: 'all' }])
  const now = store.serverNow()
  store.take({
    type: 'picture',
    n: 1,
    full: false,
    resume: 'r',
    atMs: now,
    units: [],
    gone: [],
    fixes: [[hugeNo + 1, 52, -1, now, 8, null, null, null, 0]],
  })
  vi.advanceTimersByTime(300)
  expect(heard[1]).toEqual({ kind: 'some', changed: [], gone: [marks.mapNoOf(hugeNo + 1)] })
  leave()
})
