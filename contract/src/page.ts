// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'

/** Lists go by keyset: `after` is the cursor of the last row seen; at most 200 rows a page. */
export const pageLimitRows = 200

export const PageQuery = z.strictObject({
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(pageLimitRows).default(100),
})
export type PageQuery = z.output<typeof PageQuery>

export function pageOf<Row extends z.ZodType>(row: Row) {
  return z.object({ rows: z.array(row), next: z.string().nullable() })
}
