// SPDX-License-Identifier: Apache-2.0
import { sql, type Kysely } from 'kysely'
import { clearedOnly, guard } from './row-security'

/**
 * A leaf commits with the record it describes and has no place in the log yet; one sequencer gives
 * committed leaves theirs (audit_entry). No business transaction takes a global lock.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table audit_leaf (
    id uuid primary key,
    type text not null,
    subject text not null,
    seq int not null,
    prev bytea,
    at timestamptz not null,
    by text not null,
    salt bytea,
    body jsonb,
    commitment bytea not null,
    hash bytea not null,
    compartments uuid[] not null default '{}',
    constraint audit_leaf_subject_seq unique (subject, seq)
  )`.execute(db)
  // Where each history stands: read by whoever appends, whatever they are cleared for, and locked while they do.
  // The subject only as its hash: nobody can list from here what a compartment holds.
  await sql`create table audit_head (subject_hash bytea primary key, seq int not null, hash bytea not null)`.execute(db)
  await sql`create table audit_pending (leaf_id uuid primary key)`.execute(db)
  await sql`create table audit_entry (index bigint primary key, leaf_id uuid not null unique)`.execute(db)
  await guard(db, 'audit_leaf', { using: clearedOnly, check: 'true', grants: 'select, insert' })
  await sql`grant select, insert, update on audit_head to muster_app, muster_jobs`.execute(db)
  await sql`grant insert on audit_pending to muster_app`.execute(db)
  await sql`grant select on audit_entry to muster_app`.execute(db)
  await sql`grant select, insert, delete on audit_pending, audit_entry to muster_jobs`.execute(db)
}
