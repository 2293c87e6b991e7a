// SPDX-License-Identifier: Apache-2.0
import type { CloseReason, PressSource, PressState, PressTrust } from '@muster/contract/emergency'
import { newId, type AlarmId, type CompartmentId, type PersonId, type PressId, type UnitId } from '@muster/contract/ids'
import type { Instant } from '@muster/contract/instant'
import { sql } from 'kysely'
import type { Tx } from '../../shell/db/database'
import type { AlarmState, PressRecord } from './rules'

interface AlarmRow {
  id: AlarmId
  joinKey: string
  unitId: UnitId | null
  claimed: string
  trust: PressTrust
  source: PressSource
  silent: boolean
  pressedAt: Date
  receivedAt: Date
  lastPressAt: Date
  presses: number
  lat: number | null
  lon: number | null
  accuracyM: number | null
  placeAt: Date | null
  compartments: CompartmentId[]
  widenedAt: Date | null
  acknowledgedAt: Date | null
  acknowledgedBy: PersonId | null
  closedAt: Date | null
  closedBy: PersonId | null
  closeReason: CloseReason | null
  version: number
}

const columns = sql`id, join_key as "joinKey", unit_id as "unitId", claimed, trust, source, silent, pressed_at as "pressedAt", received_at as "receivedAt",
  last_press_at as "lastPressAt", presses, lat, lon, accuracy_m as "accuracyM", place_at as "placeAt", compartments, widened_at as "widenedAt",
  acknowledged_at as "acknowledgedAt", acknowledged_by as "acknowledgedBy", closed_at as "closedAt", closed_by as "closedBy", close_reason as "closeReason", version`

function rowToAlarm({ lat, lon, accuracyM, placeAt, ...row }: AlarmRow): AlarmState {
  return {
    ...row,
    pressedAt: row.pressedAt.getTime(),
    receivedAt: row.receivedAt.getTime(),
    lastPressAt: row.lastPressAt.getTime(),
    place: lat === null || lon === null || placeAt === null ? null : { lat, lon, accuracyM, at: placeAt.getTime() },
    widenedAt: row.widenedAt?.getTime() ?? null,
    acknowledgedAt: row.acknowledgedAt?.getTime() ?? null,
    closedAt: row.closedAt?.getTime() ?? null,
    recorded: true,
  }
}

export async function lockAlarm(tx: Tx, id: AlarmId): Promise<AlarmState | null> {
  const { rows } = await sql<AlarmRow>`select ${columns} from alarm where id = ${id} for update`.execute(tx.db)
  return rows[0] === undefined ? null : rowToAlarm(rows[0])
}

export async function lockOpenAlarm(tx: Tx, joinKey: string): Promise<AlarmState | null> {
  const { rows } =
    await sql<AlarmRow>`select ${columns} from alarm where join_key = ${joinKey} and closed_at is null for update`.execute(
      tx.db,
    )
  return rows[0] === undefined ? null : rowToAlarm(rows[0])
}

/** Open alarms, and those received since; newest last. */
export async function alarmsSince(tx: Tx, since: Instant): Promise<AlarmState[]> {
  const { rows } = await sql<AlarmRow>`
    select ${columns} from alarm where closed_at is null or received_at >= ${new Date(since)} order by received_at limit 5000`.execute(
    tx.db,
  )
  return rows.map(rowToAlarm)
}

const date = (ms: Instant | null) => (ms === null ? null : new Date(ms))

export async function insertAlarm(tx: Tx, a: AlarmState): Promise<void> {
  await sql`insert into alarm (id, join_key, unit_id, claimed, trust, source, silent, pressed_at, received_at, last_press_at, presses,
      lat, lon, accuracy_m, place_at, compartments, widened_at, version)
    values (${a.id}, ${a.joinKey}, ${a.unitId}, ${a.claimed}, ${a.trust}, ${a.source}, ${a.silent}, ${date(a.pressedAt)}, ${date(a.receivedAt)},
      ${date(a.lastPressAt)}, ${a.presses}, ${a.place?.lat ?? null}, ${a.place?.lon ?? null}, ${a.place?.accuracyM ?? null},
      ${date(a.place?.at ?? null)}, ${[...a.compartments]}::uuid[], ${date(a.widenedAt)}, ${a.version})`.execute(tx.db)
}

export async function saveAlarm(tx: Tx, a: AlarmState): Promise<void> {
  await sql`update alarm set silent = ${a.silent}, pressed_at = ${date(a.pressedAt)}, last_press_at = ${date(a.lastPressAt)}, presses = ${a.presses},
      lat = ${a.place?.lat ?? null}, lon = ${a.place?.lon ?? null}, accuracy_m = ${a.place?.accuracyM ?? null}, place_at = ${date(a.place?.at ?? null)},
      widened_at = ${date(a.widenedAt)}, acknowledged_at = ${date(a.acknowledgedAt)}, acknowledged_by = ${a.acknowledgedBy},
      closed_at = ${date(a.closedAt)}, closed_by = ${a.closedBy}, close_reason = ${a.closeReason}, version = ${a.version}
    where id = ${a.id}`.execute(tx.db)
}

/** What became of a press that memory does not hold any more. */
export async function findPressState(tx: Tx, id: PressId): Promise<PressState | null> {
  const { rows } = await sql<{
    alarmId: AlarmId
    receivedAt: Date
    acknowledgedAt: Date | null
    closedAt: Date | null
  }>`
    select a.id as "alarmId", p.received_at as "receivedAt", a.acknowledged_at as "acknowledgedAt", a.closed_at as "closedAt"
    from press p join alarm a on a.id = p.alarm_id where p.id = ${id}`.execute(tx.db)
  const row = rows[0]
  if (row === undefined) return null
  return {
    pressId: id,
    alarmId: row.alarmId,
    receivedAt: row.receivedAt.getTime(),
    journalled: true,
    recorded: true,
    acknowledgedAt: row.acknowledgedAt?.getTime() ?? null,
    closedAt: row.closedAt?.getTime() ?? null,
  }
}

export async function findPress(tx: Tx, id: PressId): Promise<{ alarmId: AlarmId; receivedAt: Instant } | null> {
  const { rows } = await sql<{
    alarmId: AlarmId
    receivedAt: Date
  }>`select alarm_id as "alarmId", received_at as "receivedAt" from press where id = ${id}`.execute(tx.db)
  return rows[0] === undefined ? null : { alarmId: rows[0].alarmId, receivedAt: rows[0].receivedAt.getTime() }
}

export async function insertPress(tx: Tx, press: PressRecord, alarmId: AlarmId): Promise<void> {
  await sql`insert into press (id, alarm_id, source, address, trust, silent, pressed_at, received_at, lat, lon, accuracy_m, place_at, battery_percent, notes)
    values (${press.id}, ${alarmId}, ${press.source}, ${press.address}, ${press.trust}, ${press.silent}, ${date(press.pressedAt)}, ${date(press.receivedAt)},
      ${press.place?.lat ?? null}, ${press.place?.lon ?? null}, ${press.place?.accuracyM ?? null}, ${date(press.place?.at ?? null)},
      ${press.batteryPercent}, ${[...press.notes]})`.execute(tx.db)
}

export async function pressesSince(
  tx: Tx,
  since: Instant,
): Promise<{ id: PressId; alarmId: AlarmId; receivedAt: Instant }[]> {
  const { rows } = await sql<{ id: PressId; alarmId: AlarmId; receivedAt: Date }>`
    select p.id, p.alarm_id as "alarmId", p.received_at as "receivedAt" from press p join alarm a on a.id = p.alarm_id
    where a.closed_at is null or p.received_at >= ${new Date(since)} order by p.received_at limit 50000`.execute(tx.db)
  return rows.map((row) => ({ ...row, receivedAt: row.receivedAt.getTime() }))
}

export type EventKind = 'pressed' | 'pressed-again' | 'widened' | 'acknowledged' | 'closed'

export async function addEvent(
  tx: Tx,
  alarmId: AlarmId,
  what: EventKind,
  at: Instant,
  byId: PersonId | null,
  detail: string | null,
): Promise<void> {
  await sql`insert into alarm_event (id, alarm_id, at, what, by_id, detail)
    values (${newId()}, ${alarmId}, ${date(at)}, ${what}, ${byId}, ${detail})`.execute(tx.db)
}

export async function eventsOf(tx: Tx, alarmId: AlarmId) {
  const { rows } = await sql<{ at: Date; what: EventKind; by: string | null; detail: string | null }>`
    select e.at, e.what, p.name as by, e.detail from alarm_event e left join person p on p.id = e.by_id
    where e.alarm_id = ${alarmId} order by e.at, e.id limit 1000`.execute(tx.db)
  return rows.map((row) => ({ ...row, at: row.at.getTime() }))
}

export async function namesOf(tx: Tx, people: readonly PersonId[]): Promise<Map<PersonId, string>> {
  const { rows } = await sql<{
    id: PersonId
    name: string
  }>`select id, name from person where id = any(${[...people]}::uuid[])`.execute(tx.db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
