// SPDX-License-Identifier: Apache-2.0
import type { Model } from '@muster/contract/catalogue'
import type { ModelId } from '@muster/contract/ids'
import { sql } from 'kysely'
import type { Tx } from '../../shell/db/database'

type ModelRow = Omit<Model, 'supportEndsAt'> & { supportEndsAt: Date | null }

const columns = sql`id, kind, make, name, checklist, support_ends_at as "supportEndsAt"`
const rowToModel = (row: ModelRow): Model => ({ ...row, supportEndsAt: row.supportEndsAt?.getTime() ?? null })

export async function listModels(tx: Tx): Promise<Model[]> {
  const { rows } = await sql<ModelRow>`select ${columns} from model order by kind, make, name limit 1000`.execute(tx.db)
  return rows.map(rowToModel)
}

export async function findModel(tx: Tx, id: ModelId): Promise<Model | null> {
  const { rows } = await sql<ModelRow>`select ${columns} from model where id = ${id}`.execute(tx.db)
  return rows[0] === undefined ? null : rowToModel(rows[0])
}

export async function insertModels(tx: Tx, models: readonly Model[]): Promise<string[]> {
  const given = models.map((model) => ({
    ...model,
    supportEndsAt: model.supportEndsAt === null ? null : new Date(model.supportEndsAt),
  }))
  const { rows } = await sql<{ id: string }>`
    insert into model (id, kind, make, name, checklist, support_ends_at)
    select id, kind, make, name, array(select jsonb_array_elements_text(checklist)), "supportEndsAt"
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as r(id uuid, kind text, make text, name text, checklist jsonb, "supportEndsAt" timestamptz)
    on conflict (id) do nothing returning id`.execute(tx.db)
  return rows.map(({ id }) => id)
}
