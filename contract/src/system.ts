// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { endpoint } from './endpoint'
import { Instant } from './instant'

/** `GET /health`: 200 once ready, 503 before; each part says how it is in words. */
export const Health = z.object({
  ready: z.boolean(),
  at: Instant,
  reasons: z.array(z.object({ part: z.enum(['database', 'presses', 'clock']), ok: z.boolean(), detail: z.string() })),
})
export type Health = z.output<typeof Health>

/** What a page needs to know before anybody has signed in. */
export const GetSetup = endpoint({
  name: 'getSetup',
  summary: 'What a page needs before sign-in',
  method: 'GET',
  path: '/api/v1/setup',
  may: 'anyone',
  reply: z.object({ agency: z.string(), demo: z.boolean(), version: z.string() }),
})
