// SPDX-License-Identifier: Apache-2.0
import { refusals, type Refused } from '@muster/contract/refusal'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isOwn } from './access'
import type { Viewer } from '../viewer'
import { credentialsOf, noCredentials, type Credentials } from './credentials'
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
      const answer = await route.tooLarge(new Incoming(request, parts))
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
        const answer = await route.handle(new Incoming(request, parts))
        return reply
          .code(answer.status)
          .type(answer.type ?? 'application/json')
          .send(answer.body)
      },
    })
  })
}

/** A request, read part by part as somebody asks: most of a tracker's are never looked at. */
class Incoming implements RawRequest {
  readonly #request: FastifyRequest
  readonly #parts: HttpParts

  constructor(request: FastifyRequest, parts: HttpParts) {
    this.#request = request
    this.#parts = parts
  }

  get method(): string {
    return this.#request.method
  }
  get params(): unknown {
    return this.#request.params
  }
  get body(): Buffer {
    return Buffer.isBuffer(this.#request.body) ? this.#request.body : Buffer.alloc(0)
  }
  get query(): URLSearchParams {
    const url = this.#request.raw.url ?? '/'
    const at = url.indexOf('?')
    return new URLSearchParams(at < 0 ? '' : url.slice(at + 1))
  }
  get headers(): RawRequest['headers'] {
    return this.#request.headers
  }
  get from(): string {
    return this.#request.ip
  }
  get requestId(): string {
    return this.#request.id
  }
  /** A press is never refused, so nor is one from another site's page; but what its browser lent it counts for nothing. */
  get credentials(): Credentials {
    return isOwn(this.#request, this.#parts) ? credentialsOf(this.#request, this.#request.cookies) : noCredentials
  }
  viewer(): Promise<Viewer> {
    return this.#parts.authenticate(this.credentials)
  }
}

/** How a raw route says an expected no: as every other endpoint does. */
export function refusedReply(refused: Refused, requestId: string): RawReply {
  return {
    status: refusals[refused.code],
    body: JSON.stringify({ code: refused.code, detail: refused.message, requestId }),
  }
}
