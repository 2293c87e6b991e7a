// SPDX-License-Identifier: Apache-2.0
import type { TalkgroupId } from '@muster/contract/ids'
import type { Talkgroup } from '@muster/contract/talkgroups'
import { sql } from 'kysely'
import type { Tx } from '../../shell/db/database'

export async function listTalkgroups(tx: Tx): Promise<Talkgroup[]> {
  const { rows } = await sql<Talkgroup>`select id, gssi, name from talkgroup order by name limit 2000`.execute(tx.db)
  return rows
}

export async function findTalkgroup(tx: Tx, id: TalkgroupId): Promise<Talkgroup | null> {
  const { rows } = await sql<Talkgroup>`select id, gssi, name from talkgroup where id = ${id}`.execute(tx.db)
  return rows[0] ?? null
}

export async function insertTalkgroups(tx: Tx, talkgroups: readonly Talkgroup[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`insert into talkgroup (id, gssi, name)
    select id, gssi, name from jsonb_to_recordset(${JSON.stringify(talkgroups)}::jsonb) as r(id uuid, gssi text, name text)
    on conflict (id) do nothing returning id`.execute(tx.db)
  return rows.map(({ id }) => id)
}
