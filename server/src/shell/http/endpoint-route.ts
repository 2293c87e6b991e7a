// SPDX-License-Identifier: Apache-2.0
import { sessionCookies } from '@muster/contract/app-name'
import type { Endpoint } from '@muster/contract/endpoint'
import { Refused } from '@muster/contract/refusal'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { admit } from './access'
import { appOf, credentialsOf } from './credentials'
import type { HttpParts } from './parts'
import type { EarlyCall, Handler, SessionCookie } from './route'

/**
 * Put an endpoint on the wire: admit, decode strictly, run the handler in one transaction opened for its
 * viewer, encode by the contract. A refusal that the endpoint does not list is a fault of ours.
 */
export function addEndpoint<E extends Endpoint>(
  app: FastifyInstance,
  parts: HttpParts,
  endpoint: E,
  handler: Handler<E>,
  first?: (call: EarlyCall<E>) => Promise<void>,
): void {
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    bodyLimit: endpoint.bodyLimitBytes,
    handler: async (request, reply) => {
      const credentials = credentialsOf(request, request.cookies)
      const viewer = await parts.authenticate(credentials)
      admit(endpoint.may, viewer)
      const params = decode<z.output<E['params']>>(endpoint.params, request.params, 'path')
      const query = decode<z.output<E['query']>>(endpoint.query, request.query, 'query')
      const body = decode<z.output<E['body']>>(endpoint.body, request.body ?? undefined, 'body')
      await first?.({ viewer, params, query, body, credentials, from: request.ip })
      const session = cookieFor(reply, sessionCookies[appOf(request)], parts)
      const result = await parts.database
        .transaction(viewer, (tx) =>
          handler({ tx, viewer, now: tx.now, params, query, body, session, from: request.ip }),
        )
        .catch((error: unknown) => {
          throw listed(endpoint, error)
        })
      if (result === undefined) return reply.code(204).send()
      return z.encode(endpoint.reply, result)
    },
  })
}

function decode<Out>(schema: z.ZodType, value: unknown, where: string): Out {
  const parsed = schema.safeDecode(value as never)
  if (parsed.success) return parsed.data as Out
  const issue = parsed.error.issues[0]
  const path = issue === undefined || issue.path.length === 0 ? where : `${where}.${issue.path.join('.')}`
  throw new Refused('bad-request', `${path}: ${issue?.message ?? 'not valid'}`)
}

/** Every endpoint may refuse what the shell itself refuses; the rest must stand in its contract. */
const shellCodes: readonly string[] = [
  'bad-request',
  'not-signed-in',
  'not-allowed',
  'not-found',
  'too-large',
  'database-unavailable',
]

function listed(endpoint: Endpoint, error: unknown): unknown {
  if (!(error instanceof Refused) || shellCodes.includes(error.code) || endpoint.refuses.includes(error.code))
    return error
  return new Error(`${endpoint.name} refused with '${error.code}', which its contract does not list`, { cause: error })
}

function cookieFor(reply: FastifyReply, name: string, { tls, config, clock }: HttpParts): SessionCookie {
  const options = {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: tls !== null || config.origin?.startsWith('https:') === true,
  } as const
  return {
    set: (token, expiresAt) =>
      void reply.setCookie(name, token, {
        ...options,
        maxAge: Math.max(0, Math.floor((expiresAt - clock.now()) / 1000)),
      }),
    clear: () => void reply.clearCookie(name, options),
  }
}
