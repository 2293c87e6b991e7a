// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { endpoint } from './endpoint'

/** An import takes at most this many rows, and all of them or none. */
export const importLimitRows = 10_000
const importLimitBytes = 16 * 1024 * 1024

/** What an import answers: how many rows were new, and how many it already had. */
export const ImportReply = z.object({ added: z.int(), unchanged: z.int() })
export type ImportReply = z.output<typeof ImportReply>

/** An endpoint that loads rows of one kind: rows carry their ids, so sending them twice changes nothing. */
export function importOf<Row extends z.ZodType>(kind: string, row: Row) {
  return endpoint({
    name: `import${kind.slice(0, 1).toUpperCase()}${kind.slice(1)}`,
    summary: `Load ${kind}: every row or none`,
    method: 'POST',
    path: `/api/v1/imports/${kind}`,
    may: 'import-records',
    body: z.strictObject({ rows: z.array(row).min(1).max(importLimitRows) }),
    reply: ImportReply,
    refuses: ['bad-rows'],
    bodyLimitBytes: importLimitBytes,
  })
}
