// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import type { May } from './permissions'
import type { RefusalCode } from './refusal'

type Shape = z.ZodType
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/**
 * One thing that can be asked of the server. Bodies, parameters and queries are strict: an unknown
 * field is refused. Replies are not: clients ignore fields that they do not know.
 */
export interface Endpoint<
  Params extends Shape = Shape,
  Query extends Shape = Shape,
  Body extends Shape = Shape,
  Reply extends Shape = Shape,
> {
  readonly name: string
  readonly summary: string
  readonly method: Method
  readonly path: string
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly reply: Reply
  readonly may: May
  readonly refuses: readonly RefusalCode[]
  /** Largest body taken, in bytes. */
  readonly bodyLimitBytes: number
}

const nothing = z.undefined()
type Nothing = typeof nothing
const none = z.strictObject({})
type None = typeof none

interface Spec<P extends Shape, Q extends Shape, B extends Shape, R extends Shape> {
  name: string
  summary: string
  method: Method
  path: `/${string}`
  may: May
  params?: P
  query?: Q
  body?: B
  reply?: R
  refuses?: readonly RefusalCode[]
  bodyLimitBytes?: number
}

export function endpoint<
  P extends Shape = None,
  Q extends Shape = None,
  B extends Shape = Nothing,
  R extends Shape = Nothing,
>(spec: Spec<P, Q, B, R>): Endpoint<P, Q, B, R> {
  return {
    name: spec.name,
    summary: spec.summary,
    method: spec.method,
    path: spec.path,
    may: spec.may,
    params: spec.params ?? (none as unknown as P),
    query: spec.query ?? (none as unknown as Q),
    body: spec.body ?? (nothing as unknown as B),
    reply: spec.reply ?? (nothing as unknown as R),
    refuses: spec.refuses ?? [],
    bodyLimitBytes: spec.bodyLimitBytes ?? 64 * 1024,
  }
}

/** What every refusal and fault looks like on the wire. */
export const ErrorReply = z.object({ code: z.string(), detail: z.string(), requestId: z.string() })
export type ErrorReply = z.output<typeof ErrorReply>
