// SPDX-License-Identifier: Apache-2.0
import type { KitKind } from '@muster/contract/catalogue'
import type { CustodyEntry, ImportItems, Item, ItemState } from '@muster/contract/kit'
import { newId, type ItemId, type PersonId, type TestId } from '@muster/contract/ids'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../../shell/db/database'
import type { CustodyAct } from './rules'

type ItemRow = Omit<Item, 'since' | 'lastTest'> & {
  since: Date
  testOutcome: 'passed' | 'failed' | null
  testAt: Date | null
}

const columns = sql`i.id, m.kind, i.model_id as "modelId", i.serial, i.tag, i.issi, i.state, i.holder_id as "holderId", i.shelf, i.since, i.version,
  t.outcome as "testOutcome", t.at as "testAt"`
const joined = sql`item i join model m on m.id = i.model_id
  left join lateral (select outcome, at from item_test where item_id = i.id order by at desc limit 1) t on true`

function rowToItem({ testOutcome, testAt, ...row }: ItemRow): Item {
  return {
    ...row,
    since: row.since.getTime(),
    lastTest: testOutcome === null || testAt === null ? null : { outcome: testOutcome, at: testAt.getTime() },
  }
}

export async function findItem(tx: Tx, id: ItemId): Promise<Item | null> {
  const { rows } = await sql<ItemRow>`select ${columns} from ${joined} where i.id = ${id}`.execute(tx.db)
  return rows[0] === undefined ? null : rowToItem(rows[0])
}

/** Locks the item: of two desks the second waits, and then sees what the first did. */
export async function lockItem(tx: Tx, id: ItemId): Promise<Item | null> {
  await sql`select from item where id = ${id} for update`.execute(tx.db)
  return findItem(tx, id)
}

export async function saveItem(tx: Tx, item: Item): Promise<void> {
  await sql`update item set state = ${item.state}, holder_id = ${item.holderId}, shelf = ${item.shelf}, since = ${new Date(item.since)}, version = ${item.version}
    where id = ${item.id}`.execute(tx.db)
}

export async function addCustody(
  tx: Tx,
  itemId: ItemId,
  act: CustodyAct,
  personId: PersonId | null,
  byId: PersonId,
  note: string | null,
): Promise<void> {
  await sql`insert into custody (id, item_id, at, act, person_id, by_id, note)
    values (${newId()}, ${itemId}, ${new Date(tx.now)}, ${act}, ${personId}, ${byId}, ${note})`.execute(tx.db)
}

export async function custodyOf(tx: Tx, itemId: ItemId): Promise<CustodyEntry[]> {
  const { rows } = await sql<Omit<CustodyEntry, 'at'> & { at: Date }>`
    select at, act, person_id as "personId", by_id as "byId", note from custody where item_id = ${itemId} order by at desc, id desc limit 500`.execute(
    tx.db,
  )
  return rows.map((row) => ({ ...row, at: row.at.getTime() }))
}

/** False when a test with this id is there already. */
export async function insertTest(
  tx: Tx,
  test: { id: TestId; itemId: ItemId; outcome: string; failedChecks: readonly string[]; observedBy: PersonId },
): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into item_test (id, item_id, outcome, failed_checks, observed_by, at)
    values (${test.id}, ${test.itemId}, ${test.outcome}, ${[...test.failedChecks]}, ${test.observedBy}, ${new Date(tx.now)}) on conflict (id) do nothing`.execute(
    tx.db,
  )
  return numAffectedRows === 1n
}

interface ItemPage {
  readonly search: string | undefined
  readonly kind: KitKind | undefined
  readonly state: ItemState | undefined
  readonly after: string | undefined
  readonly limit: number
}

export async function listItems(tx: Tx, page: ItemPage): Promise<Item[]> {
  const pattern = page.search === undefined ? null : `%${page.search.replaceAll(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<ItemRow>`
    select ${columns} from ${joined}
    where (${page.after ?? null}::text is null or i.tag > ${page.after ?? null})
      and (${page.kind ?? null}::text is null or m.kind = ${page.kind ?? null})
      and (${page.state ?? null}::text is null or i.state = ${page.state ?? null})
      and (${pattern}::text is null or i.tag ilike ${pattern} or i.serial ilike ${pattern} or i.issi ilike ${pattern})
    order by i.tag limit ${page.limit}`.execute(tx.db)
  return rows.map(rowToItem)
}

export type HeldItem = Item & { modelName: string; checklist: string[] }

export async function heldBy(tx: Tx, people: readonly PersonId[]): Promise<HeldItem[]> {
  const { rows } = await sql<ItemRow & { modelName: string; checklist: string[] }>`
    select ${columns}, m.make || ' ' || m.name as "modelName", m.checklist from ${joined}
    where i.holder_id = any(${[...people]}::uuid[]) and i.state = 'issued' order by m.kind desc, i.tag`.execute(tx.db)
  return rows.map((row) => ({ ...rowToItem(row), modelName: row.modelName, checklist: row.checklist }))
}

export async function insertItems(
  tx: Tx,
  items: z.output<typeof ImportItems.body>['rows'],
  byId: PersonId,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with added as (
      insert into item (id, model_id, serial, tag, issi, state, holder_id, shelf, since)
      select id, "modelId", serial, tag, issi, case when "holderId" is null then 'on-shelf' else 'issued' end, "holderId",
        case when "holderId" is null then coalesce(shelf, 'store') end, ${new Date(tx.now)}
      from jsonb_to_recordset(${JSON.stringify(items)}::jsonb)
        as r(id uuid, "modelId" uuid, serial text, tag text, issi text, "holderId" uuid, shelf text)
      on conflict (id) do nothing returning id, holder_id
    ), entered as (
      insert into custody (id, item_id, at, act, person_id, by_id, note)
      select gen_random_uuid(), id, ${new Date(tx.now)}, case when holder_id is null then 'received' else 'issued' end, holder_id, ${byId}::uuid, 'imported' from added
    )
    select id from added`.execute(tx.db)
  return rows.map(({ id }) => id)
}
