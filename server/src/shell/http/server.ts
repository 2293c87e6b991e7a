// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import cookie from '@fastify/cookie'
import { Refused, refusals, type RefusalCode } from '@muster/contract/refusal'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { isOwn } from './access'
import { addEndpoint } from './endpoint-route'
import { addRaw } from './raw-route'
import type { HttpParts } from './parts'
import type { Routes } from './route'
import { secureHeaders } from './security-headers'

export interface HttpServer extends Routes {
  readonly fastify: FastifyInstance
  readonly server: Server
  listen(): Promise<{ readonly url: string }>
  close(): Promise<void>
}

/** The one HTTP server: strict in what it takes, quiet in what it gives away. */
export async function openHttp(parts: HttpParts): Promise<HttpServer> {
  const run = randomUUID().slice(0, 8)
  let requests = 0
  const app = fastify({
    ...(parts.tls === null ? {} : { https: parts.tls }),
    bodyLimit: 64 * 1024,
    // Behind a proxy on this machine or network, callers are told apart by what the proxy says of them.
    trustProxy: parts.config.origin === null ? false : 'loopback,uniquelocal',
    requestTimeout: 60_000,
    keepAliveTimeout: 75_000,
    // Unique over restarts too; a fresh random id for each request costs more than reading the request.
    genReqId: () => `${run}-${(++requests).toString(36)}`,
    logger: false,
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
  })
  await app.register(cookie)
  app.addHook('onRequest', async (request, reply) => {
    secureHeaders(reply, parts.tls !== null)
    if (!request.routeOptions.config.anyOrigin && !isOwn(request, parts))
      throw new Refused('not-allowed', 'This request came from another site.')
  })
  const countAnswer = answerCounter(parts)
  app.addHook('onResponse', async (request, reply) => {
    countAnswer(request.routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime / 1000)
  })
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply, parts))
  app.setNotFoundHandler((request, reply) =>
    refuse(reply, request.id, 'not-found', 'There is nothing at this address.'),
  )

  return {
    fastify: app,
    server: app.server,
    route: (endpoint, handler, first) => addEndpoint(app, parts, endpoint, handler, first),
    raw: (route) => addRaw(app, parts, route),
    async listen() {
      const { host, port } = parts.config
      const url = await app.listen({ host, port })
      return { url }
    },
    close: () => app.close(),
  }
}

/** Counters by endpoint and status are looked up once, not with every answer; both come from a fixed list. */
function answerCounter({ metrics }: HttpParts): (endpoint: string, status: number, seconds: number) => void {
  const counters = new Map<string, { inc(): void }>()
  const timers = new Map<string, { observe(seconds: number): void }>()
  return (endpoint, status, seconds) => {
    const key = `${status} ${endpoint}`
    const counter = counters.get(key) ?? metrics.requests.labels(endpoint, String(status))
    const timer = timers.get(endpoint) ?? metrics.requestSeconds.labels(endpoint)
    counters.set(key, counter)
    timers.set(endpoint, timer)
    counter.inc()
    timer.observe(seconds)
  }
}

/** An expected no says why; anything else says nothing but the id under which it is logged. */
function answerError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  { log, metrics }: HttpParts,
): FastifyReply {
  if (error instanceof Refused) return refuse(reply, request.id, error.code, error.message)
  const status = statusOf(error)
  if (status === 413) return refuse(reply, request.id, 'too-large', 'This request is larger than this address takes.')
  if (status !== null && status >= 400 && status < 500)
    return refuse(
      reply,
      request.id,
      'bad-request',
      error instanceof Error ? error.message : 'This request cannot be read.',
    )
  metrics.faults.inc({ where: 'http' })
  const detail = error instanceof Error ? error : new Error(String(error))
  log.error(
    { requestId: request.id, endpoint: request.routeOptions.url, error: detail.message, stack: detail.stack },
    'request failed',
  )
  return reply.code(500).send({
    code: 'fault',
    detail: 'Something is broken here. It is logged under this request id.',
    requestId: request.id,
  })
}

function refuse(reply: FastifyReply, requestId: string, code: RefusalCode, detail: string): FastifyReply {
  return reply.code(refusals[code]).send({ code, detail, requestId })
}

function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return null
  return typeof error.statusCode === 'number' ? error.statusCode : null
}
