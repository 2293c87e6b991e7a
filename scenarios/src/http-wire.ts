// SPDX-License-Identifier: Apache-2.0
import { Agent as PlainAgent, type IncomingMessage, request as plainRequest } from 'node:http'
import { Agent as TlsAgent, request as tlsRequest } from 'node:https'

/** Connections to one server that are kept open and shared, as a phone keeps its own. */
export interface HttpWire {
  readonly origin: string
  send(message: HttpMessage): Promise<HttpAnswer>
  /** Closes every kept connection. */
  close(): void
}

export interface HttpMessage {
  readonly method: string
  /** Path and query. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface HttpAnswer {
  readonly status: number
  readonly setCookies: readonly string[]
  readonly body: string
}

export interface HttpWireOptions {
  /** At most this many connections at once; more requests wait their turn. */
  readonly connections: number
  readonly timeoutMs?: number
  /** Address of this machine to call from. */
  readonly from?: string
}

/** Nobody answered: refused, reset, or too late. What was asked may or may not have been done. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered'
}

/** What a simulated client reads of an answer at most; beyond it the connection is closed. */
const answerLimitBytes = 32 * 1024 * 1024

export function httpWire(url: string, { connections, timeoutMs = 15_000, from }: HttpWireOptions): HttpWire {
  const { origin, protocol, hostname, port } = new URL(url)
  const tls = protocol === 'https:'
  const kept = {
    keepAlive: true,
    maxSockets: connections,
    scheduling: 'fifo',
    ...(from === undefined ? {} : { localAddress: from }),
  } as const
  const agent = tls ? new TlsAgent(kept) : new PlainAgent(kept)
  const open = tls ? tlsRequest : plainRequest
  // Node keeps the brackets of an IPv6 address in hostname, and its http client does not want them.
  const host = hostname.replace(/^\[|\]$/g, '')
  return {
    origin,
    send: ({ method, path, headers = {}, body }) =>
      new Promise((resolve, reject) => {
        const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
        const options = { agent, method, host, port, path, headers: { ...headers, ...length }, timeout: timeoutMs }
        const unanswered = (cause: Error) =>
          reject(new Unanswered(`no answer from ${origin}: ${cause.message}`, { cause }))
        const asked = open(options, (answer) => void readAll(answer).then(resolve, unanswered))
        asked.on('timeout', () => asked.destroy(new Error(`nothing within ${timeoutMs} ms`)))
        asked.on('error', unanswered)
        asked.end(body)
      }),
    close: () => agent.destroy(),
  }
}

async function readAll(answer: IncomingMessage): Promise<HttpAnswer> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of answer as AsyncIterable<Buffer>) {
    bytes += piece.length
    if (bytes > answerLimitBytes) throw new Error(`an answer is larger than ${answerLimitBytes} bytes`)
    pieces.push(piece)
  }
  const setCookies = answer.headers['set-cookie'] ?? []
  return { status: answer.statusCode ?? 0, setCookies, body: Buffer.concat(pieces).toString('utf8') }
}
