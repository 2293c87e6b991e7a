// SPDX-License-Identifier: Apache-2.0
import type { Quarantined } from '@muster/contract/location'
import type { UnitId } from '@muster/contract/ids'
import type { Instant } from '@muster/contract/instant'
import { fixSources, type Fix, type FixSource } from '@muster/contract/place'
import { sql } from 'kysely'
import type { Tx } from '../../shell/db/database'

export interface StoredFix {
  readonly unitNo: number
  readonly fix: Fix
  readonly receivedAtMs: Instant
}

const column = <T>(fixes: readonly StoredFix[], pick: (each: StoredFix) => T) => fixes.map(pick)

/** Arrays for unnest, in the order of the columns of `fix`. */
function arraysOf(fixes: readonly StoredFix[]) {
  return sql`unnest(
    ${column(fixes, (f) => f.unitNo)}::int[], ${column(fixes, (f) => f.fix.atMs)}::float8[], ${column(fixes, (f) => f.receivedAtMs)}::float8[],
    ${column(fixes, (f) => f.fix.lat)}::float8[], ${column(fixes, (f) => f.fix.lon)}::float8[], ${column(fixes, (f) => f.fix.accuracyM)}::real[],
    ${column(fixes, (f) => f.fix.speedMps)}::real[], ${column(fixes, (f) => f.fix.courseDeg)}::real[], ${column(fixes, (f) => f.fix.altitudeM)}::real[],
    ${column(fixes, (f) => f.fix.batteryPercent)}::real[], ${column(fixes, (f) => fixSources.indexOf(f.fix.source))}::smallint[]
  ) as g(unit_no, at, received_at, lat, lon, accuracy_m, speed_mps, course_deg, altitude_m, battery_percent, source)`
}

const columns = sql.raw(
  'unit_no, at, received_at, lat, lon, accuracy_m, speed_mps, course_deg, altitude_m, battery_percent, source',
)
const selected = sql.raw(
  'unit_no, to_timestamp(at / 1000), to_timestamp(received_at / 1000), lat, lon, accuracy_m, speed_mps, course_deg, altitude_m, battery_percent, source',
)

/** One fix once, whoever sends it again [LO-8]. */
export async function insertFixes(tx: Tx, fixes: readonly StoredFix[]): Promise<void> {
  await sql`insert into fix (${columns}) select ${selected} from ${arraysOf(fixes)} on conflict do nothing`.execute(
    tx.db,
  )
}

/** In the order of unit numbers: two batches that meet can not lock each other out. */
export async function saveLastPositions(tx: Tx, fixes: readonly StoredFix[]): Promise<void> {
  const sorted = [...fixes].sort((a, b) => a.unitNo - b.unitNo)
  await sql`insert into unit_last_position (${columns}) select ${selected} from ${arraysOf(sorted)}
    on conflict (unit_no) do update set at = excluded.at, received_at = excluded.received_at, lat = excluded.lat, lon = excluded.lon,
      accuracy_m = excluded.accuracy_m, speed_mps = excluded.speed_mps, course_deg = excluded.course_deg, altitude_m = excluded.altitude_m,
      battery_percent = excluded.battery_percent, source = excluded.source
    where excluded.at > unit_last_position.at`.execute(tx.db)
}

export async function makePartition(tx: Tx, day: string): Promise<void> {
  await sql`select muster_fix_partition(${day}::date)`.execute(tx.db)
}

interface FixRow {
  unitNo: number
  at: Date
  receivedAt: Date
  lat: number
  lon: number
  accuracyM: number | null
  speedMps: number | null
  courseDeg: number | null
  altitudeM: number | null
  batteryPercent: number | null
  source: number
}

const fixColumns = sql`unit_no as "unitNo", at, received_at as "receivedAt", lat, lon, accuracy_m as "accuracyM", speed_mps as "speedMps",
  course_deg as "courseDeg", altitude_m as "altitudeM", battery_percent as "batteryPercent", source`

function sourceAt(index: number): FixSource {
  return fixSources[index] ?? 'field-app'
}

export async function loadLastPositions(tx: Tx): Promise<StoredFix[]> {
  const { rows } = await sql<FixRow>`select ${fixColumns} from unit_last_position`.execute(tx.db)
  return rows.map(({ unitNo, at, receivedAt, source, ...rest }) => ({
    unitNo,
    receivedAtMs: receivedAt.getTime(),
    fix: { ...rest, atMs: at.getTime(), source: sourceAt(source) },
  }))
}

/** Null when there is no such unit for this viewer. */
export async function findTrack(tx: Tx, unitId: UnitId, from: Instant, to: Instant, limit: number) {
  const { rows: units } = await sql<{ no: number; compartments: string[] }>`
    select no, compartments from unit where id = ${unitId}`.execute(tx.db)
  const unit = units[0]
  if (unit === undefined) return null
  const { rows } = await sql<FixRow>`
    select ${fixColumns} from fix where unit_no = ${unit.no} and at >= ${new Date(from)} and at < ${new Date(to)} order by at limit ${limit}`.execute(
    tx.db,
  )
  const points = rows.map((row) => ({
    at: row.at.getTime(),
    receivedAt: row.receivedAt.getTime(),
    lat: row.lat,
    lon: row.lon,
    accuracyM: row.accuracyM,
    source: sourceAt(row.source),
  }))
  return { points, compartments: unit.compartments }
}

export type NewQuarantined = Quarantined & { readonly compartments: readonly string[] }

export async function insertQuarantined(tx: Tx, rows: readonly NewQuarantined[]): Promise<void> {
  const given = rows.map((row) => ({ ...row, at: new Date(row.at) }))
  await sql`insert into quarantine (id, at, source, address, reason, detail, raw, compartments)
    select id, at, source, address, reason, detail, raw, array(select jsonb_array_elements_text(compartments)::uuid)
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
      as r(id uuid, at timestamptz, source text, address text, reason text, detail text, raw text, compartments jsonb)`.execute(
    tx.db,
  )
}

export async function listQuarantined(
  tx: Tx,
  page: { before: { at: Instant; id: string } | null; limit: number },
): Promise<Quarantined[]> {
  const { rows } = await sql<Omit<Quarantined, 'at'> & { at: Date }>`
    select id, at, source, address, reason, detail, raw from quarantine
    where ${page.before === null} or (at, id) < (${new Date(page.before?.at ?? 0)}, ${page.before?.id ?? null}::uuid)
    order by at desc, id desc limit ${page.limit}`.execute(tx.db)
  return rows.map((row) => ({ ...row, at: row.at.getTime() }))
}
