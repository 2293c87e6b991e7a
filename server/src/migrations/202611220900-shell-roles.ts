// SPDX-License-Identifier: Apache-2.0
import { sql, type Kysely } from 'kysely'

/**
 * Three roles: the owner (whoever runs migrations), the application (row-level security forced) and
 * the jobs (sees every row). Roles belong to the whole cluster, so two databases may make them at once.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const role of ['muster_app', 'muster_jobs']) {
    await sql`do ${sql.lit(`begin
      if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if;
    exception when duplicate_object or unique_violation then null; end`)}`.execute(db)
    await sql`grant ${sql.id(role)} to current_user`.execute(db)
    await sql`grant usage on schema public to ${sql.id(role)}`.execute(db)
  }
  await sql`create function muster_cleared() returns uuid[] language sql stable as ${sql.lit(
    "select coalesce(string_to_array(nullif(current_setting('muster.cleared', true), ''), ',')::uuid[], '{}'::uuid[])",
  )}`.execute(db)
  await sql`create function muster_may(permission text) returns boolean language sql stable as ${sql.lit(
    "select coalesce(permission = any(string_to_array(nullif(current_setting('muster.permissions', true), ''), ',')), false)",
  )}`.execute(db)
  await sql`create table outbox (
    id bigint generated always as identity primary key,
    topic text not null,
    body jsonb not null,
    attempts int not null default 0,
    due_at timestamptz not null
  )`.execute(db)
  await sql`create index outbox_due on outbox (due_at, id)`.execute(db)
  await sql`grant insert on outbox to muster_app`.execute(db)
  await sql`grant select, insert, update, delete on outbox to muster_jobs`.execute(db)
}
