// SPDX-License-Identifier: Apache-2.0
import { newId } from '@muster/contract/ids'
import type { Instant } from '@muster/contract/instant'
import { sql } from 'kysely'
import type { Tx } from '../../shell/db/database'
import type { Head, NewLeaf } from './rules'

/** Where each subject's history stands, locked, in a fixed order: of two that append the second waits [AU-2]. */
export async function headsOf(tx: Tx, subjects: readonly string[]): Promise<Map<string, Head>> {
  const { rows } = await sql<{ subject: string; seq: number; hash: Buffer }>`
    select s.subject, h.seq, h.hash from audit_head h
    join unnest(${[...new Set(subjects)]}::text[]) as s(subject) on h.subject_hash = sha256(convert_to(s.subject, 'UTF8'))
    order by h.subject_hash for update of h`.execute(tx.db)
  return new Map(rows.map(({ subject, seq, hash }) => [subject, { seq, hash }]))
}

export async function insertLeaves(tx: Tx, leaves: readonly NewLeaf[], by: string): Promise<void> {
  const rows = leaves.map((leaf) => ({
    id: newId(),
    type: leaf.type,
    subject: leaf.subject,
    seq: leaf.seq,
    prev: leaf.prev === null ? null : base64(leaf.prev),
    salt: base64(leaf.salt),
    body: leaf.body,
    commitment: base64(leaf.commitment),
    hash: base64(leaf.hash),
    compartments: leaf.compartments,
  }))
  await sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(
        id uuid, type text, subject text, seq int, prev text, salt text, body jsonb, commitment text, hash text, compartments jsonb)
    ), queued as (
      insert into audit_pending (leaf_id) select id from given
    ), heads as (
      insert into audit_head (subject_hash, seq, hash)
      select distinct on (subject) sha256(convert_to(subject, 'UTF8')), seq, decode(hash, 'base64') from given order by subject, seq desc
      on conflict (subject_hash) do update set seq = excluded.seq, hash = excluded.hash
    )
    insert into audit_leaf (id, type, subject, seq, prev, at, by, salt, body, commitment, hash, compartments)
    select id, type, subject, seq, decode(prev, 'base64'), to_timestamp(${tx.now} / 1000.0), ${by},
      decode(salt, 'base64'), body, decode(commitment, 'base64'), decode(hash, 'base64'),
      (select coalesce(array_agg(c::uuid), '{}') from jsonb_array_elements_text(compartments) c)
    from given`.execute(tx.db)
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

/**
 * Give committed leaves their place. The advisory lock makes one sequencer of however many nodes there
 * are; no business transaction ever takes it.
 */
export async function sequence(tx: Tx, limit: number): Promise<number> {
  const { rows: waiting } = await sql<{ some: boolean }>`select exists (select from audit_pending) as some`.execute(
    tx.db,
  )
  if (waiting[0]?.some !== true) return 0
  const { rows: locked } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(7780001) as mine`.execute(
    tx.db,
  )
  if (locked[0]?.mine !== true) return 0
  const { rows } = await sql<{ placed: number }>`
    with taken as (
      delete from audit_pending where leaf_id in (select leaf_id from audit_pending order by leaf_id limit ${limit}) returning leaf_id
    ), placed as (
      insert into audit_entry (index, leaf_id)
      select coalesce((select max(index) + 1 from audit_entry), 0) + row_number() over (order by leaf_id) - 1, leaf_id from taken
      returning index
    )
    select count(*)::int as placed from placed`.execute(tx.db)
  return rows[0]?.placed ?? 0
}

export interface LeafRow {
  id: string
  index: string | null
  type: string
  subject: string
  seq: number
  prev: Buffer | null
  at: Date
  by: string
  commitment: Buffer
  body: unknown
}

export async function listLeaves(
  tx: Tx,
  page: { subject: string | undefined; before: { at: Instant; id: string } | null; limit: number },
): Promise<LeafRow[]> {
  const { rows } = await sql<LeafRow>`
    select l.id, e.index, l.type, l.subject, l.seq, l.prev, l.at, l.by, l.commitment, l.body
    from audit_leaf l left join audit_entry e on e.leaf_id = l.id
    where (${page.subject ?? null}::text is null or l.subject = ${page.subject ?? null})
      and (${page.before === null} or (l.at, l.id) < (to_timestamp(${page.before?.at ?? 0} / 1000.0), ${page.before?.id ?? null}::uuid))
    order by l.at desc, l.id desc limit ${page.limit}`.execute(tx.db)
  return rows
}
