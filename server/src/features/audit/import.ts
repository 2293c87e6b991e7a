// SPDX-License-Identifier: Apache-2.0
import type { Endpoint } from '@muster/contract/endpoint'
import type { ImportReply } from '@muster/contract/import'
import { Refused } from '@muster/contract/refusal'
import type { z } from 'zod'
import type { Tx } from '../../shell/db/database'
import { constraintOf, detailOf, isForeignKeyViolation, isUniqueViolation } from '../../shell/db/pg-errors'
import type { Routes } from '../../shell/http/route'
import { appendMany } from './append'

interface ImportRow {
  readonly id: string
  readonly compartments?: readonly string[]
}

type ImportEndpoint<Row extends ImportRow> = Endpoint<
  z.ZodType,
  z.ZodType,
  z.ZodType<{ rows: Row[] }, unknown>,
  typeof ImportReply
>

/**
 * Every import works the same way: insert the rows that are new, append one leaf for each, all or
 * nothing; a clash says what clashes [AU-5]. `insert` answers the ids of the rows that were new.
 */
export function routeImport<Row extends ImportRow>(
  { route }: Routes,
  endpoint: ImportEndpoint<Row>,
  kind: string,
  insert: (tx: Tx, rows: Row[]) => Promise<string[]>,
): void {
  route(endpoint, async ({ tx, body: { rows } }) => {
    refuseTwins(rows)
    const added = new Set(await insert(tx, rows).catch(refuseClash))
    const changes = rows
      .filter(({ id }) => added.has(id))
      .map((row) => ({
        type: `${kind}-imported`,
        subject: `${kind}:${row.id}`,
        body: withoutSecrets(row),
        compartments: row.compartments ?? [],
      }))
    await appendMany(tx, changes)
    tx.announce(`${kind}.imported`, { added: added.size })
    return { added: added.size, unchanged: rows.length - added.size }
  })
}

function refuseTwins(rows: readonly ImportRow[]): void {
  const lineById = new Map<string, number>()
  for (const [index, { id }] of rows.entries()) {
    const first = lineById.get(id)
    if (first !== undefined)
      throw new Refused('bad-rows', `Rows ${first + 1} and ${index + 1} have the same id. Nothing was imported.`)
    lineById.set(id, index)
  }
}

function refuseClash(error: unknown): never {
  if (isUniqueViolation(error))
    throw new Refused('bad-rows', `Already taken: ${detailOf(error) ?? constraintOf(error)}. Nothing was imported.`)
  if (isForeignKeyViolation(error))
    throw new Refused(
      'bad-rows',
      `Refers to something that is not there: ${detailOf(error) ?? constraintOf(error)}. Nothing was imported.`,
    )
  throw error
}

/** The log holds that an address has a secret, never the secret. */
function withoutSecrets(row: ImportRow): Record<string, unknown> {
  const text = JSON.stringify(row, (key, value: unknown) => (key === 'secret' ? undefined : value))
  return JSON.parse(text) as Record<string, unknown>
}
