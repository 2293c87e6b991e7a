// SPDX-License-Identifier: Apache-2.0
import { ListLeaves, type Leaf } from '@muster/contract/audit'
import type { LeafId } from '@muster/contract/ids'
import { cursorOf, readCursor } from '../../shell/db/cursor'
import type { Routes } from '../../shell/http/route'
import { listLeaves, type LeafRow } from './store'

export function addRoutes({ route }: Routes): void {
  route(ListLeaves, async ({ tx, query }) => {
    const rows = await listLeaves(tx, { subject: query.subject, before: readCursor(query.after), limit: query.limit })
    const last = rows.at(-1)
    const next = last !== undefined && rows.length === query.limit ? cursorOf(last.at.getTime(), last.id) : null
    return { rows: rows.map(rowToLeaf), next }
  })
}

function rowToLeaf(row: LeafRow): Leaf {
  return {
    id: row.id as LeafId,
    placed: row.index !== null,
    type: row.type,
    subject: row.subject,
    seq: row.seq,
    prev: row.prev?.toString('hex') ?? null,
    at: row.at.getTime(),
    by: row.by,
    commitment: row.commitment.toString('hex'),
    body: row.body,
  }
}
