// SPDX-License-Identifier: Apache-2.0
import { sql, type Kysely } from 'kysely'
import { clearedOnly, guard } from './row-security'

/** History is partitioned by day (UTC) and dropped by partition. One fix once: unit, source and fix time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table fix (
    unit_no int not null,
    at timestamptz not null,
    received_at timestamptz not null,
    lat double precision not null,
    lon double precision not null,
    accuracy_m real,
    speed_mps real,
    course_deg real,
    altitude_m real,
    battery_percent real,
    source smallint not null,
    primary key (unit_no, at, source)
  ) partition by range (at)`.execute(db)
  await sql`create index fix_at on fix using brin (at)`.execute(db)
  await guard(db, 'fix', {
    using: 'exists (select from unit where unit.no = fix.unit_no)',
    check: 'false',
    grants: 'select',
  })
  await sql`create table unit_last_position (
    unit_no int primary key,
    at timestamptz not null,
    received_at timestamptz not null,
    lat double precision not null,
    lon double precision not null,
    accuracy_m real,
    speed_mps real,
    course_deg real,
    altitude_m real,
    battery_percent real,
    source smallint not null
  )`.execute(db)
  await guard(db, 'unit_last_position', {
    using: 'exists (select from unit where unit.no = unit_last_position.unit_no)',
    check: 'false',
    grants: 'select',
  })
  await sql`create table quarantine (
    id uuid primary key,
    at timestamptz not null,
    source text not null,
    address text not null,
    reason text not null,
    detail text not null,
    raw text not null,
    compartments uuid[] not null default '{}'
  )`.execute(db)
  await sql`create index quarantine_at on quarantine (at desc, id desc)`.execute(db)
  await guard(db, 'quarantine', { using: clearedOnly, check: 'false', grants: 'select' })
  // Partitions are made with the first position of a day; only the owner of a table may add one.
  await sql`create function muster_fix_partition(day date) returns void language plpgsql security definer set search_path = public as ${sql.lit(`
    declare name text := 'fix_' || to_char(day, 'YYYYMMDD');
    begin
      if to_regclass(name) is not null then return; end if;
      execute format('create table %I partition of fix for values from (%L) to (%L)', name, day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
    exception when duplicate_table then null;
    end`)}`.execute(db)
  await sql`revoke all on function muster_fix_partition(date) from public`.execute(db)
  await sql`grant execute on function muster_fix_partition(date) to muster_jobs`.execute(db)
}
