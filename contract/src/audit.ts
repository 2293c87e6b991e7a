// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { endpoint } from './endpoint'
import { LeafId } from './ids'
import { Instant } from './instant'
import { PageQuery, pageOf } from './page'

/** A change of a record. `placed`: the sequencer has given it its place in the log. Which place stays inside: gaps would count what compartments hide. */
export const Leaf = z.object({
  id: LeafId,
  placed: z.boolean(),
  type: z.string(),
  subject: z.string(),
  seq: z.int(),
  prev: z.string().nullable(),
  at: Instant,
  by: z.string(),
  commitment: z.string(),
  body: z.unknown(),
})
export type Leaf = z.output<typeof Leaf>

export const ListLeaves = endpoint({
  name: 'listLeaves',
  summary: 'The log, newest first, or the history of one subject',
  method: 'GET',
  path: '/api/v1/log',
  may: 'see-log',
  query: PageQuery.extend({ subject: z.string().max(120).optional() }),
  reply: pageOf(Leaf),
})
