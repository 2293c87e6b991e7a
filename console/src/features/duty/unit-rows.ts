// SPDX-License-Identifier: Apache-2.0
import type { LiveUnit } from '@muster/contract/live'
import type { LiveFix, Picture } from '@muster/ui/live/picture-store'

/** Older than this, a position is stale: shown grey, and counted as nothing good. */
export const staleAfterMs = 120_000

export const unitFilters = ['all', 'not-ready', 'stale', 'emergency'] as const
export type UnitFilter = (typeof unitFilters)[number]

/** One unit with all that list, map and counts need to know of it. */
export interface UnitRow {
  readonly unit: LiveUnit
  readonly fix: LiveFix | null
  /** Without a position, or with one that is too old. */
  readonly stale: boolean
  readonly emergency: boolean
}

/** A unit's row. `emergencyIds` are the units with an open alarm. */
export function rowOf(unit: LiveUnit, fix: LiveFix | null, emergencyIds: ReadonlySet<string>, nowMs: number): UnitRow {
  return { unit, fix, stale: isStale(fix, nowMs), emergency: emergencyIds.has(unit.id) }
}

export function isStale(fix: LiveFix | null, nowMs: number): boolean {
  return fix === null || nowMs - fix.atMs > staleAfterMs
}

/** The units whose officers have an open alarm, acknowledged or not. */
export function emergencyUnits(picture: Picture): Set<string> {
  const open = [...picture.alarmsById.values()].filter((alarm) => alarm.closedAt === null && alarm.unitId !== null)
  return new Set(open.map((alarm) => alarm.unitId ?? ''))
}

/** Whether a row belongs under a filter and a search. An emergency is never filtered out, only not found. */
export function matches(row: UnitRow, filter: UnitFilter, find: string): boolean {
  return passes(row, filter) && isFound(row.unit, find)
}

function passes(row: UnitRow, filter: UnitFilter): boolean {
  if (row.emergency || filter === 'all') return true
  if (filter === 'not-ready') return row.unit.readiness !== 'ready'
  return filter === 'stale' && row.stale
}

function isFound(unit: LiveUnit, find: string): boolean {
  const words = find.trim().toLowerCase().split(/\s+/)
  const text = `${unit.callsign} ${unit.team ?? ''} ${unit.officer ?? ''}`.toLowerCase()
  return words.every((word) => text.includes(word))
}

/** Emergencies first, then by callsign with its figures read as numbers: PT9 before PT10. */
export function compareRows(a: UnitRow, b: UnitRow): number {
  if (a.emergency !== b.emergency) return a.emergency ? -1 : 1
  return byCallsign.compare(a.unit.callsign, b.unit.callsign) || a.unit.no - b.unit.no
}

const byCallsign = new Intl.Collator('en-GB', { numeric: true })
