// SPDX-License-Identifier: Apache-2.0
import { sql, type Kysely } from 'kysely'
import { guard } from './row-security'

const visible = 'widened_at is not null or compartments <@ (select muster_cleared())'

/** An alarm's id is the id of its first press: the device chose it, so a replay can never make a second one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table alarm (
    id uuid primary key,
    unit_id uuid references unit,
    join_key text not null,
    claimed text not null,
    trust text not null,
    source text not null,
    silent boolean not null,
    pressed_at timestamptz not null,
    received_at timestamptz not null,
    last_press_at timestamptz not null,
    presses int not null default 1,
    lat double precision,
    lon double precision,
    accuracy_m real,
    place_at timestamptz,
    compartments uuid[] not null default '{}',
    widened_at timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by uuid references person,
    closed_at timestamptz,
    closed_by uuid references person,
    close_reason text,
    version int not null default 1,
    check ((closed_at is null) = (close_reason is null))
  )`.execute(db)
  await sql`create unique index alarm_open_key on alarm (join_key) where closed_at is null`.execute(db)
  await sql`create index alarm_open on alarm (received_at) where closed_at is null`.execute(db)
  await sql`create index alarm_received on alarm (received_at)`.execute(db)
  await guard(db, 'alarm', { using: visible, check: 'true', grants: 'select, insert, update' })
  await sql`create table press (
    id uuid primary key,
    alarm_id uuid not null references alarm,
    source text not null,
    address text not null,
    trust text not null,
    silent boolean not null,
    pressed_at timestamptz not null,
    received_at timestamptz not null,
    lat double precision,
    lon double precision,
    accuracy_m real,
    place_at timestamptz,
    battery_percent real,
    notes text[] not null
  )`.execute(db)
  await sql`create index press_alarm on press (alarm_id, received_at)`.execute(db)
  await sql`create table alarm_event (
    id uuid primary key,
    alarm_id uuid not null references alarm,
    at timestamptz not null,
    what text not null,
    by_id uuid references person,
    detail text
  )`.execute(db)
  await sql`create index alarm_event_alarm on alarm_event (alarm_id, at)`.execute(db)
  const throughAlarm = (table: string) => `exists (select from alarm where alarm.id = ${table}.alarm_id)`
  for (const table of ['press', 'alarm_event'])
    await guard(db, table, { using: throughAlarm(table), check: 'true', grants: 'select, insert' })
}
