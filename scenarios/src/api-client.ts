// SPDX-License-Identifier: Apache-2.0
import { type Endpoint, ErrorReply } from '@muster/contract/endpoint'
import { z } from 'zod'
import type { HttpAnswer, HttpWire } from './http-wire'

/** A part of a request: left out where the endpoint has none, optional where nothing in it is required. */
type Part<Name extends string, Value> = [Value] extends [undefined]
  ? { readonly [Key in Name]?: undefined }
  : Record<never, never> extends Value
    ? { readonly [Key in Name]?: Value }
    : { readonly [Key in Name]: Value }

/** What an endpoint is asked, with times in ms as everywhere inside. */
export type Asked<E extends Endpoint> = Part<'params', z.output<E['params']>> &
  Part<'query', z.output<E['query']>> &
  Part<'body', z.output<E['body']>>

type Arguments<E extends Endpoint> = Record<never, never> extends Asked<E> ? [asked?: Asked<E>] : [asked: Asked<E>]

/** One person's browser, without the browser: typed by the contract, with cookies of its own. */
export interface ApiClient {
  call<E extends Endpoint>(endpoint: E, ...asked: Arguments<E>): Promise<z.output<E['reply']>>
  /** For a WebSocket of the same session; empty before sign-in. */
  cookieHeader(): string
  readonly origin: string
}

/** The server said no, or failed: `code` is a refusal of the contract where it gave one. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed'
  readonly status: number
  readonly code: string
  constructor(endpoint: Endpoint, status: number, code: string, detail: string) {
    super(`${endpoint.name}: ${status} ${code}: ${detail}`)
    this.status = status
    this.code = code
  }
}

export function isRefusal(error: unknown, ...codes: readonly string[]): error is CallFailed {
  return error instanceof CallFailed && codes.includes(error.code)
}

export function apiClient(wire: HttpWire): ApiClient {
  const cookies = new Map<string, string>()
  const cookieHeader = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return {
    origin: wire.origin,
    cookieHeader,
    async call(endpoint, asked?: { params?: unknown; query?: unknown; body?: unknown }) {
      const body = asked?.body === undefined ? undefined : JSON.stringify(z.encode(endpoint.body, asked.body))
      const answer = await wire.send({
        method: endpoint.method,
        path: pathOf(endpoint, asked?.params, asked?.query),
        headers: {
          // Browsers send it, and the server refuses changes from foreign pages by it.
          origin: wire.origin,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(cookies.size === 0 ? {} : { cookie: cookieHeader() }),
        },
        ...(body === undefined ? {} : { body }),
      })
      for (const cookie of answer.setCookies) keepCookie(cookies, cookie)
      return replyOf(endpoint, answer)
    },
  }
}

function pathOf(endpoint: Endpoint, params: unknown, query: unknown): string {
  const given = z.encode(endpoint.params, params ?? {}) as Record<string, unknown>
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(given[name])))
  const asked =
    query === undefined ? {} : (z.encode(endpoint.query, query) as Record<string, string | number | undefined>)
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(asked)) if (value !== undefined) search.set(name, String(value))
  return search.size === 0 ? path : `${path}?${search.toString()}`
}

function replyOf<E extends Endpoint>(endpoint: E, { status, body }: HttpAnswer): z.output<E['reply']> {
  const json: unknown = body === '' ? undefined : jsonOrText(body)
  if (status < 200 || status > 299) {
    const refusal = ErrorReply.safeParse(json)
    const { code, detail } = refusal.success ? refusal.data : { code: 'unreadable', detail: body.slice(0, 200) }
    throw new CallFailed(endpoint, status, code, detail)
  }
  return z.decode(endpoint.reply, json) as z.output<E['reply']>
}

function jsonOrText(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}

function keepCookie(cookies: Map<string, string>, header: string) {
  const [pair = '', ...attributes] = header.split(';')
  const at = pair.indexOf('=')
  if (at < 1) return
  const name = pair.slice(0, at).trim()
  const value = pair.slice(at + 1).trim()
  const ended = value === '' || attributes.some((attribute) => /^\s*max-age=0\s*$/i.test(attribute))
  if (ended) cookies.delete(name)
  else cookies.set(name, value)
}
