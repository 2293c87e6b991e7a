// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'

/** A point in time: integer milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number

/** Integer ms inside, RFC 3339 in UTC on the wire. */
export const Instant = z.codec(z.iso.datetime({ offset: true }), z.int(), {
  decode: (text) => Date.parse(text),
  encode: (ms) => instantToText(ms),
})

export function instantToText(ms: Instant): string {
  return new Date(ms).toISOString()
}
