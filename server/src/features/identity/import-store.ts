// SPDX-License-Identifier: Apache-2.0
import type { ImportCompartments, ImportPeople, ImportTeams, ImportUnits } from '@muster/contract/identity'
import { sql, type RawBuilder } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../../shell/db/database'
import { hashToken, newUnitNo } from '../../shell/secrets'

type Rows<E extends { body: z.ZodType }> = (z.output<E['body']> & { rows: unknown[] })['rows']

/** Each inserts what is new and answers their ids; a row whose id is there already is left alone. */
export async function insertCompartments(tx: Tx, rows: Rows<typeof ImportCompartments>): Promise<string[]> {
  return inserted(
    sql<{ id: string }>`insert into compartment (id, name)
    select id, name from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, name text) on conflict (id) do nothing returning id`,
    tx,
  )
}

export async function insertTeams(tx: Tx, rows: Rows<typeof ImportTeams>): Promise<string[]> {
  return inserted(
    sql<{ id: string }>`insert into team (id, name, base)
    select id, name, base from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, name text, base text)
    on conflict (id) do nothing returning id`,
    tx,
  )
}

export async function insertPeople(tx: Tx, rows: Rows<typeof ImportPeople>): Promise<string[]> {
  return inserted(
    sql<{ id: string }>`insert into person (id, name, collar, team_id, roles, cleared_for)
    select id, name, collar, "teamId", array(select jsonb_array_elements_text(roles)), array(select jsonb_array_elements_text("clearedFor")::uuid)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, name text, collar text, "teamId" uuid, roles jsonb, "clearedFor" jsonb)
    on conflict (id) do nothing returning id`,
    tx,
  )
}

export async function insertUnits(tx: Tx, rows: Rows<typeof ImportUnits>): Promise<string[]> {
  const taken = await unitNumbers(tx)
  const numbered = rows.map(({ addresses: _, ...row }) => ({ ...row, no: freeNumber(taken) }))
  const added = await inserted(
    sql<{ id: string }>`insert into unit (id, no, callsign, team_id, person_id, compartments)
    select id, no, callsign, "teamId", "personId", array(select jsonb_array_elements_text(compartments)::uuid)
    from jsonb_to_recordset(${JSON.stringify(numbered)}::jsonb) as r(id uuid, no int, callsign text, "teamId" uuid, "personId" uuid, compartments jsonb)
    where not exists (select from unit where unit.id = r.id) returning id`,
    tx,
  )
  const addresses = rows.flatMap((unit) =>
    unit.addresses.map(({ kind, value, secret }) => ({
      kind,
      value,
      unitId: unit.id,
      secret: secret === undefined ? null : hashToken(secret).toString('base64'),
    })),
  )
  await sql`insert into address (kind, value, unit_id, secret_hash)
    select kind, value, "unitId", decode(secret, 'base64')
    from jsonb_to_recordset(${JSON.stringify(addresses)}::jsonb) as r(kind text, value text, "unitId" uuid, secret text)
    where not exists (select from address a where a.kind = r.kind and a.value = r.value and a.unit_id = r."unitId")`.execute(
    tx.db,
  )
  return added
}

async function inserted(statement: RawBuilder<{ id: string }>, tx: Tx): Promise<string[]> {
  const { rows } = await statement.execute(tx.db)
  return rows.map(({ id }) => id)
}

async function unitNumbers(tx: Tx): Promise<Set<number>> {
  const { rows } = await sql<{ no: number }>`select no from unit`.execute(tx.db)
  return new Set(rows.map(({ no }) => no))
}

function freeNumber(taken: Set<number>): number {
  let no = newUnitNo()
  while (taken.has(no)) no = newUnitNo()
  taken.add(no)
  return no
}
