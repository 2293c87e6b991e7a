// SPDX-License-Identifier: Apache-2.0
import { sql, type Kysely } from 'kysely'

/** Row-level security on, for the owner too; the jobs see everything. `app` says which rows the application sees. */
export async function guard(
  db: Kysely<unknown>,
  table: string,
  app: { using: string; check: string; grants: string },
): Promise<void> {
  await sql`alter table ${sql.table(table)} enable row level security`.execute(db)
  await sql`alter table ${sql.table(table)} force row level security`.execute(db)
  await sql`create policy ${sql.id(`${table}_app`)} on ${sql.table(table)} to muster_app
    using (${sql.raw(app.using)}) with check (${sql.raw(app.check)})`.execute(db)
  await sql`create policy ${sql.id(`${table}_jobs`)} on ${sql.table(table)} to muster_jobs using (true) with check (true)`.execute(
    db,
  )
  await sql`grant ${sql.raw(app.grants)} on ${sql.table(table)} to muster_app`.execute(db)
  await sql`grant select, insert, update, delete on ${sql.table(table)} to muster_jobs`.execute(db)
}

/** A row with compartments is there only for whoever is cleared for all of them. */
export const clearedOnly = 'compartments <@ (select muster_cleared())'
/** An importer may load rows of compartments that they may not read. */
export const clearedOrImport = `${clearedOnly} or (select muster_may('import-records'))`
