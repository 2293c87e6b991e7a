// SPDX-License-Identifier: Apache-2.0
import { sql, type Kysely } from 'kysely'
import { guard } from './row-security'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table booking (
    id uuid primary key,
    unit_id uuid not null references unit,
    person_id uuid not null references person,
    radio_id uuid references item,
    talkgroup_id uuid references talkgroup,
    on_at timestamptz not null,
    off_at timestamptz,
    status smallint not null check (status between 0 and 16),
    status_at timestamptz not null
  )`.execute(db)
  await sql`create unique index booking_open_person on booking (person_id) where off_at is null`.execute(db)
  await sql`create unique index booking_open_unit on booking (unit_id) where off_at is null`.execute(db)
  await sql`create unique index booking_open_radio on booking (radio_id) where off_at is null and radio_id is not null`.execute(
    db,
  )
  await guard(db, 'booking', {
    using:
      "person_id::text = current_setting('muster.person', true) or exists (select from unit where unit.id = booking.unit_id)",
    check: "person_id::text = current_setting('muster.person', true)",
    grants: 'select, insert, update',
  })
  await sql`create table radio_state (
    issi text primary key,
    attached boolean,
    attached_at timestamptz,
    gssi text,
    gssi_at timestamptz,
    heard_at timestamptz not null
  )`.execute(db)
  await sql`grant select, insert, update, delete on radio_state to muster_jobs`.execute(db)
  await sql`grant select on radio_state to muster_app`.execute(db)
}
