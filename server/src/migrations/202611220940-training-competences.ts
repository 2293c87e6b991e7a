// SPDX-License-Identifier: Apache-2.0
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table competence (
    id uuid primary key,
    person_id uuid not null references person,
    model_id uuid not null references model,
    assessor_id uuid not null references person,
    taught_at timestamptz not null,
    expires_at timestamptz not null,
    check (expires_at > taught_at),
    check (assessor_id <> person_id)
  )`.execute(db)
  await sql`create index competence_person on competence (person_id, model_id, expires_at desc)`.execute(db)
  await sql`grant select, insert on competence to muster_app`.execute(db)
  await sql`grant select, insert, update, delete on competence to muster_jobs`.execute(db)
}
