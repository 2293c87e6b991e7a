// SPDX-License-Identifier: Apache-2.0
import type { ChainLink, Readiness } from '@muster/contract/duty'
import type { UnitId } from '@muster/contract/ids'
import type { LiveFix } from '@muster/ui/live/picture-store'
import { expect, test } from 'vitest'
import { countUnits } from './counts'
import { missingToText } from './texts'
import { compareRows, isStale, matches, rowOf, staleAfterMs, type UnitRow } from './unit-rows'

const nowMs = 10_000_000

function row(
  part: {
    callsign?: string
    readiness?: Readiness
    fixAgeMs?: number | null
    emergency?: boolean
    onDuty?: boolean
  } = {},
): UnitRow {
  const { callsign = 'PT117', readiness = 'ready', fixAgeMs = 1_000, emergency = false, onDuty = true } = part
  const missing: ChainLink[] = readiness === 'ready' ? [] : ['tested']
  const id = callsign as UnitId
  const unit = {
    no: 1,
    id,
    callsign,
    team: 'North',
    teamId: null,
    officer: 'Jo Sander',
    onDuty,
    status: 2,
    statusAtMs: 0,
    readiness,
    missing,
    compartmented: false,
  }
  return rowOf(unit, fixAgeMs === null ? null : fixOf(fixAgeMs), new Set(emergency ? [id] : []), nowMs)
}

function fixOf(ageMs: number): LiveFix {
  return {
    atMs: nowMs - ageMs,
    lat: 51,
    lon: -1,
    accuracyM: 8,
    speedMps: null,
    courseDeg: null,
    batteryPercent: null,
    source: 'radio',
  }
}

test.each([
  [0, false],
  [staleAfterMs, false],
  [staleAfterMs + 1, true],
])('[UI-232] a fix of %i ms is stale: %s', (ageMs, stale) => {
  expect(isStale(fixOf(ageMs), nowMs)).toBe(stale)
})

test('[UI-232] no fix at all is stale', () => {
  expect(row({ fixAgeMs: null }).stale).toBe(true)
})

test.each([
  ['all', 'ready', 1_000, true],
  ['not-ready', 'ready', 1_000, false],
  ['not-ready', 'logged-on', 1_000, true],
  ['stale', 'ready', 1_000, false],
  ['stale', 'ready', 500_000, true],
  ['emergency', 'ready', 1_000, false],
] as const)(
  '[UI-233] the filter %s shows a unit that is %s with a fix of %i ms: %s',
  (filter, readiness, fixAgeMs, shown) => {
    expect(matches(row({ readiness, fixAgeMs }), filter, '')).toBe(shown)
  },
)

test.each(['all', 'not-ready', 'stale', 'emergency'] as const)(
  '[UI-233] the filter %s never hides an emergency',
  (filter) => {
    expect(matches(row({ emergency: true }), filter, '')).toBe(true)
  },
)

test.each([
  ['pt1', true],
  ['  PT117 jo ', true],
  ['north', true],
  ['pt118', false],
])('[UI-234] searching for “%s” finds PT117 of Jo Sander: %s', (find, found) => {
  expect(matches(row(), 'all', find)).toBe(found)
})

test('[UI-235] emergencies first, then callsigns with their figures as numbers', () => {
  const rows = [row({ callsign: 'PT10' }), row({ callsign: 'PT9' }), row({ callsign: 'ZZ1', emergency: true })]
  expect(rows.sort(compareRows).map((each) => each.unit.callsign)).toEqual(['ZZ1', 'PT9', 'PT10'])
})

test('[UI-250] what is not proved is counted as nothing good, and the kinds add up', () => {
  const rows = [
    row(),
    row({ fixAgeMs: null }),
    row({ readiness: 'logged-on' }),
    row({ readiness: 'logged-on', fixAgeMs: 500_000 }),
    row({ readiness: 'not-logged-on' }),
    row({ onDuty: false }),
  ]
  expect(countUnits(rows)).toEqual({ onDuty: 5, ready: 1, loggedOn: 1, notLoggedOn: 3, stale: 2 })
})

test('[UI-236] the first missing link is named, and how many more', () => {
  expect(missingToText([])).toBe('')
  expect(missingToText(['talkgroup'])).toBe('wrong talkgroup')
  expect(missingToText(['trained', 'tested', 'position'])).toBe('not trained +2')
})
