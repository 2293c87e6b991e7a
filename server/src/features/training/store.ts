// SPDX-License-Identifier: Apache-2.0
import type { ModelId, PersonId } from '@muster/contract/ids'
import type { Instant } from '@muster/contract/instant'
import type { Competence } from '@muster/contract/training'
import { sql } from 'kysely'
import type { Tx } from '../../shell/db/database'

type CompetenceRow = Omit<Competence, 'taughtAt' | 'expiresAt'> & { taughtAt: Date; expiresAt: Date }

export async function competencesOf(tx: Tx, personId: PersonId): Promise<Competence[]> {
  const { rows } = await sql<CompetenceRow>`
    select id, person_id as "personId", model_id as "modelId", assessor_id as "assessorId", taught_at as "taughtAt", expires_at as "expiresAt"
    from competence where person_id = ${personId} order by expires_at desc limit 500`.execute(tx.db)
  return rows.map((row) => ({ ...row, taughtAt: row.taughtAt.getTime(), expiresAt: row.expiresAt.getTime() }))
}

export async function insertCompetences(tx: Tx, competences: readonly Competence[]): Promise<string[]> {
  const given = competences.map((each) => ({
    ...each,
    taughtAt: new Date(each.taughtAt),
    expiresAt: new Date(each.expiresAt),
  }))
  const { rows } = await sql<{ id: string }>`
    insert into competence (id, person_id, model_id, assessor_id, taught_at, expires_at)
    select id, "personId", "modelId", "assessorId", "taughtAt", "expiresAt"
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
      as r(id uuid, "personId" uuid, "modelId" uuid, "assessorId" uuid, "taughtAt" timestamptz, "expiresAt" timestamptz)
    on conflict (id) do nothing returning id`.execute(tx.db)
  return rows.map(({ id }) => id)
}

/** Whether this very competence is there, and not another one under its id. */
export async function isRecorded(tx: Tx, each: Competence): Promise<boolean> {
  const { rows } = await sql`select from competence where id = ${each.id} and person_id = ${each.personId}
    and model_id = ${each.modelId} and assessor_id = ${each.assessorId}
    and taught_at = ${new Date(each.taughtAt)} and expires_at = ${new Date(each.expiresAt)}`.execute(tx.db)
  return rows.length === 1
}

/** When the longest-lasting competence of each person on each model ends. */
export async function expiries(
  tx: Tx,
  people: readonly PersonId[],
): Promise<{ personId: PersonId; modelId: ModelId; expiresAt: Instant }[]> {
  const { rows } = await sql<{ personId: PersonId; modelId: ModelId; expiresAt: Date }>`
    select person_id as "personId", model_id as "modelId", max(expires_at) as "expiresAt"
    from competence where person_id = any(${[...people]}::uuid[]) group by person_id, model_id`.execute(tx.db)
  return rows.map((row) => ({ ...row, expiresAt: row.expiresAt.getTime() }))
}
