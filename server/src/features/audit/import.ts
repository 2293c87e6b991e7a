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
  compartmentsOf: (row: Row) => readonly string[] = ({ compartments = [] }) => compartments,
): void {
  route(endpoint, async ({ tx, body: { rows } }) => {
    refuseTwins(rows)
    const added = new Set(await insert(tx, rows).catch((error: unknown) => refuseClash(error, rows)))
    const changes = rows
      .filter(({ id }) => added.has(id))
      .map((row) => ({
        type: `${kind}-imported`,
        subject: `${kind}:${row.id}`,
        body: withoutSecrets(row),
        compartments: compartmentsOf(row),
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

function refuseClash(error: unknown, rows: readonly ImportRow[]): never {
  const why = isUniqueViolation(error)
    ? 'already taken'
    : isForeignKeyViolation(error)
      ? 'refers to something that is not there'
      : null
  if (why === null) throw error
  const detail = detailOf(error) ?? constraintOf(error) ?? ''
  throw new Refused('bad-rows', `${linesWith(detail, rows)}: ${why}: ${detail}. Nothing was imported.`)
}

/** Which rows a clash is about: those that hold every value which PostgreSQL names in `Key (tag)=(NS-1) …`. */
function linesWith(detail: string, rows: readonly ImportRow[]): string {
  const named = /=\((.*)\) /.exec(`${detail} `)?.[1]?.split(', ') ?? []
  const lines = rows.flatMap((row, index) => {
    const text = JSON.stringify(row)
    return named.length > 0 && named.every((value) => text.includes(JSON.stringify(value))) ? [index + 1] : []
  })
  if (lines.length === 0) return 'A row'
  return lines.length === 1 ? `Row ${lines[0]}` : `Rows ${lines.slice(0, 5).join(', ')}`
}

/** The log holds that an address has a secret, never the secret. */
function withoutSecrets(row: ImportRow): Record<string, unknown> {
  const text = JSON.stringify(row, (key, value: unknown) => (key === 'secret' ? undefined : value))
  return JSON.parse(text) as Record<string, unknown>
}
