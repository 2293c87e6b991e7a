// SPDX-License-Identifier: Apache-2.0
import { type ChainLink, chainLinks, type Readiness, readinessLevels } from '@muster/contract/duty'
import type { TeamId, UnitId } from '@muster/contract/ids'
import type { FixTuple, LiveUnit } from '@muster/contract/live'

/** What JSON.parse can give. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json }

// The shape that the contract's schema demands of an id: RFC 9562, any version, or all zeros or ones.
const uuid =
  /^([0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/i

export function isInt(value: Json | undefined): value is number {
  return Number.isSafeInteger(value)
}

export function isList(value: Json | undefined): value is Json[] {
  return Array.isArray(value)
}

export function isRecord(value: Json | undefined): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The units of a picture frame; null when any of them does not fit the contract. */
export function readUnits(value: Json | undefined): LiveUnit[] | null {
  return readAll(value, readUnit)
}

/** The fixes of a picture frame; null when any of them does not fit the contract. */
export function readFixes(value: Json | undefined): FixTuple[] | null {
  return readAll(value, (fix) => (isFix(fix) ? fix : null))
}

function readAll<Row>(value: Json | undefined, read: (row: Json) => Row | null): Row[] | null {
  if (!isList(value)) return null
  const rows: Row[] = []
  for (const each of value) {
    const row = read(each)
    if (row === null) return null
    rows.push(row)
  }
  return rows
}

function readUnit(value: Json): LiveUnit | null {
  if (!isRecord(value)) return null
  const { no, id, callsign, team, teamId, officer, onDuty, status, statusAtMs, readiness, missing, compartmented } =
    value
  if (!isInt(no) || !isId<UnitId>(id) || typeof callsign !== 'string') return null
  if (!isTextOrNull(team) || !isTextOrNull(officer)) return null
  if (teamId !== null && !isId<TeamId>(teamId)) return null
  if (typeof onDuty !== 'boolean' || typeof compartmented !== 'boolean') return null
  if (!isStatusOrNull(status) || !isIntOrNull(statusAtMs)) return null
  if (!isReadiness(readiness) || !isList(missing) || !missing.every(isChainLink)) return null
  return { no, id, callsign, team, teamId, officer, onDuty, status, statusAtMs, readiness, missing, compartmented }
}

function isFix(fix: Json): fix is FixTuple {
  if (!isList(fix) || fix.length !== 9) return false
  const [no, lat, lon, atMs, accuracyM, speedMps, courseDeg, batteryPercent, source] = fix
  return (
    isInt(no) &&
    typeof lat === 'number' &&
    typeof lon === 'number' &&
    isInt(atMs) &&
    isNumberOrNull(accuracyM) &&
    isNumberOrNull(speedMps) &&
    isNumberOrNull(courseDeg) &&
    isNumberOrNull(batteryPercent) &&
    isInt(source)
  )
}

function isId<Id extends string>(value: Json | undefined): value is Id {
  return typeof value === 'string' && uuid.test(value)
}

function isTextOrNull(value: Json | undefined): value is string | null {
  return value === null || typeof value === 'string'
}

function isNumberOrNull(value: Json | undefined): value is number | null {
  return value === null || typeof value === 'number'
}

function isIntOrNull(value: Json | undefined): value is number | null {
  return value === null || isInt(value)
}

function isStatusOrNull(value: Json | undefined): value is number | null {
  return value === null || (isInt(value) && value >= 0 && value <= 16)
}

function isReadiness(value: Json | undefined): value is Readiness {
  return readinessLevels.some((level) => level === value)
}

function isChainLink(value: Json): value is ChainLink {
  return chainLinks.some((link) => link === value)
}
