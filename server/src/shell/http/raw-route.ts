// SPDX-License-Identifier: Apache-2.0
import { refusals, type Refused } from '@muster/contract/refusal'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isOwn } from './access'
import { credentialsOf, noCredentials } from './credentials'
import type { HttpParts } from './parts'
import type { RawReply, RawRequest, RawRoute } from './route'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Taken from pages of other sites too, as from nobody known. */
    readonly anyOrigin?: boolean
  }
}

/** Put a foreign protocol, or the press, on the wire: any content type, the bytes as they came. */
export function addRaw(app: FastifyInstance, parts: HttpParts, route: RawRoute): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: Math.max(1, route.bodyLimitBytes) },
      (_request, body, done) => done(null, body),
    )
    scope.setErrorHandler(async (error, request, reply) => {
      const tooLarge = typeof error === 'object' && error !== null && 'statusCode' in error && error.statusCode === 413
      if (!tooLarge || route.tooLarge === undefined) throw error
      const answer = await route.tooLarge(toRaw(request, parts))
      return reply
        .code(answer.status)
        .type(answer.type ?? 'application/json')
        .send(answer.body)
    })
    scope.route({
      method: [...route.methods],
      url: route.path,
      config: { anyOrigin: true },
      bodyLimit: Math.max(1, route.bodyLimitBytes),
      handler: async (request, reply) => {
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const answer = await route.handle({ ...toRaw(request, parts), body })
        return reply
          .code(answer.status)
          .type(answer.type ?? 'application/json')
          .send(answer.body)
      },
    })
  })
}

function toRaw(request: FastifyRequest, parts: HttpParts): Omit<RawRequest, 'body'> {
  const url = request.raw.url ?? '/'
  const at = url.indexOf('?')
  // A press is never refused, so nor is one from another site's page; but what its browser lent it counts for nothing.
  const credentials = isOwn(request, parts) ? credentialsOf(request, request.cookies) : noCredentials
  return {
    method: request.method,
    params: request.params,
    query: new URLSearchParams(at < 0 ? '' : url.slice(at + 1)),
    headers: request.headers,
    from: request.ip,
    requestId: request.id,
    credentials,
    viewer: () => parts.authenticate(credentials),
  }
}

/** How a raw route says an expected no: as every other endpoint does. */
export function refusedReply(refused: Refused, requestId: string): RawReply {
  return {
    status: refusals[refused.code],
    body: JSON.stringify({ code: refused.code, detail: refused.message, requestId }),
  }
}
