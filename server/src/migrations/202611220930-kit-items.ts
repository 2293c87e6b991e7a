// SPDX-License-Identifier: Apache-2.0
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table model (
    id uuid primary key,
    kind text not null,
    make text not null,
    name text not null,
    checklist text[] not null,
    support_ends_at timestamptz,
    unique (make, name)
  )`.execute(db)
  await sql`create table item (
    id uuid primary key,
    model_id uuid not null references model,
    serial text not null,
    tag text not null unique,
    issi text unique,
    state text not null check (state in ('on-shelf', 'issued', 'lost', 'withdrawn')),
    holder_id uuid references person,
    shelf text,
    since timestamptz not null,
    version int not null default 1,
    constraint one_holder_or_one_shelf check (
      (state = 'issued' and holder_id is not null and shelf is null)
      or (state = 'on-shelf' and holder_id is null and shelf is not null)
      or state in ('lost', 'withdrawn'))
  )`.execute(db)
  await sql`create unique index item_serial on item (model_id, serial)`.execute(db)
  await sql`create index item_holder on item (holder_id) where holder_id is not null`.execute(db)
  await sql`create table custody (
    id uuid primary key,
    item_id uuid not null references item,
    at timestamptz not null,
    act text not null,
    person_id uuid references person,
    by_id uuid not null references person,
    note text
  )`.execute(db)
  await sql`create index custody_item on custody (item_id, at)`.execute(db)
  await sql`create table item_test (
    id uuid primary key,
    item_id uuid not null references item,
    outcome text not null check (outcome in ('passed', 'failed')),
    failed_checks text[] not null,
    observed_by uuid not null references person,
    at timestamptz not null
  )`.execute(db)
  await sql`create index item_test_latest on item_test (item_id, at desc)`.execute(db)
  await sql`grant select, insert, update on model, item to muster_app`.execute(db)
  await sql`grant select, insert on custody, item_test to muster_app`.execute(db)
  await sql`grant select, insert, update, delete on model, item, custody, item_test to muster_jobs`.execute(db)
}
