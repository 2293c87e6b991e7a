// SPDX-License-Identifier: Apache-2.0
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table talkgroup (id uuid primary key, gssi text not null unique, name text not null unique)`.execute(
    db,
  )
  await sql`grant select, insert on talkgroup to muster_app`.execute(db)
  await sql`grant select, insert, update, delete on talkgroup to muster_jobs`.execute(db)
}
