// SPDX-License-Identifier: Apache-2.0
import { sql, type Kysely } from 'kysely'
import { clearedOrImport, guard } from './row-security'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table compartment (id uuid primary key, name text not null unique)`.execute(db)
  await guard(db, 'compartment', {
    using: "array[id] <@ (select muster_cleared()) or (select muster_may('import-records'))",
    check: "(select muster_may('import-records'))",
    grants: 'select, insert',
  })
  await sql`create table team (id uuid primary key, name text not null, base text not null)`.execute(db)
  await sql`create table person (
    id uuid primary key,
    name text not null,
    collar text not null unique,
    team_id uuid references team,
    roles text[] not null,
    cleared_for uuid[] not null default '{}',
    left_at timestamptz
  )`.execute(db)
  await sql`create index person_name on person (name, id)`.execute(db)
  await sql`create table unit (
    id uuid primary key,
    no int not null unique,
    callsign text not null unique,
    team_id uuid references team,
    person_id uuid unique references person,
    compartments uuid[] not null default '{}'
  )`.execute(db)
  await guard(db, 'unit', {
    using: clearedOrImport,
    check: "(select muster_may('import-records'))",
    grants: 'select, insert',
  })
  await sql`create table address (
    kind text not null,
    value text not null,
    unit_id uuid not null references unit,
    secret_hash bytea,
    primary key (kind, value)
  )`.execute(db)
  await sql`create index address_unit on address (unit_id)`.execute(db)
  await guard(db, 'address', {
    using: 'exists (select from unit where unit.id = address.unit_id)',
    check: "(select muster_may('import-records'))",
    grants: 'select, insert',
  })
  await sql`create table account (
    username text primary key,
    person_id uuid not null references person,
    password_hash text not null
  )`.execute(db)
  await sql`create table device (
    id uuid primary key,
    person_id uuid not null references person,
    name text not null,
    public_key jsonb not null,
    enrolled_at timestamptz not null,
    revoked_at timestamptz,
    last_seen_at timestamptz
  )`.execute(db)
  await sql`create index device_person on device (person_id)`.execute(db)
  await sql`create table enrolment_code (
    code_hash bytea primary key,
    person_id uuid not null references person,
    expires_at timestamptz not null,
    used_at timestamptz
  )`.execute(db)
  await sql`create table session (
    id uuid primary key,
    token_hash bytea not null unique,
    person_id uuid not null references person,
    device_id uuid references device,
    demo boolean not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz
  )`.execute(db)
  await sql`create index session_person on session (person_id) where ended_at is null`.execute(db)
  await sql`create table gateway (id uuid primary key, name text not null, token_hash bytea not null unique, revoked_at timestamptz)`.execute(
    db,
  )
  await sql`grant select, insert, update on team, person, account, device, enrolment_code, session, gateway to muster_app`.execute(
    db,
  )
  await sql`grant select, insert, update, delete on team, person, account, device, enrolment_code, session, gateway to muster_jobs`.execute(
    db,
  )
}
