// SPDX-License-Identifier: Apache-2.0
import './jitless'
import { appAt, appHeader } from '@muster/contract/app-name'
import { type Endpoint, ErrorReply } from '@muster/contract/endpoint'
import { z } from 'zod'
import { addressOf } from './address'
import { ApiRefused, ApiUnreachable } from './refusals'

/** How long a call waits for its answer. Nothing is retried here: the caller knows whether that is safe. */
export const callPatienceMs = 15_000

/**
 * What a call needs, as the program holds it: Instants are ms, ids are branded. Parts that the endpoint
 * does not have may be left out.
 */
export type CallInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = Part<'params', z.output<P>> &
  Part<'query', z.output<Q>> &
  Part<'body', z.output<B>> & { signal?: AbortSignal | undefined }

/** `{}`: what fits it needs nothing. */
type Empty = Record<never, never>

type Part<Name extends string, Value> = Empty extends Value
  ? { [name in Name]?: Value }
  : undefined extends Value
    ? { [name in Name]?: Value }
    : { [name in Name]: Value }

/** Left out altogether when nothing is required. */
type Rest<Input> = Empty extends Input ? [input?: Input] : [input: Input]

/**
 * Calls one endpoint of the contract and decodes its reply. The session is a same-origin cookie.
 *
 * @throws ApiRefused when the server said no; ApiUnreachable when no answer came within `callPatienceMs`
 */
export async function call<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  ...[input]: Rest<CallInput<P, Q, B>>
): Promise<z.output<R>> {
  // The rest type above is for callers; inside, every part is optional.
  const given: { params?: unknown; query?: unknown; body?: unknown; signal?: AbortSignal | undefined } = input ?? {}
  const address = addressOf(endpoint.path, encoded(endpoint.params, given.params), encoded(endpoint.query, given.query))
  const response = await answer(address, requestOf(endpoint, given), given.signal)
  return read(endpoint.reply, response)
}

function encoded(schema: z.ZodType, value: unknown): unknown {
  return value === undefined ? undefined : z.encode(schema, value)
}

function requestOf(endpoint: Endpoint, given: { body?: unknown; signal?: AbortSignal | undefined }): RequestInit {
  const late = AbortSignal.timeout(callPatienceMs)
  const headers = { [appHeader]: ownApp() }
  const request: RequestInit = {
    method: endpoint.method,
    credentials: 'same-origin',
    cache: 'no-store',
    redirect: 'error',
    headers,
    signal: given.signal === undefined ? late : AbortSignal.any([given.signal, late]),
  }
  if (given.body === undefined) return request
  const body = JSON.stringify(encoded(endpoint.body, given.body))
  return { ...request, body, headers: { ...headers, 'content-type': 'application/json' } }
}

/** Outside a page (tests) there is no address: then it is the console's. */
function ownApp() {
  return appAt(globalThis.location?.pathname ?? '/')
}

async function answer(address: string, request: RequestInit, wanted: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch(address, request)
  } catch (cause) {
    // A call that its caller gave up is not a failure of the network.
    if (wanted?.aborted === true) throw cause
    throw new ApiUnreachable('No answer from Muster. Check the network; nothing here says whether it was done.', {
      cause,
    })
  }
}

async function read<R extends z.ZodType>(reply: R, response: Response): Promise<z.output<R>> {
  const text = await textOf(response)
  const body = bodyOf(text)
  if (!response.ok) throw refusalOf(response, body)
  const read = z.safeDecode(reply, body as z.input<R>)
  if (read.success) return read.data
  throw new ApiRefused({
    code: 'unreadable-reply',
    detail: 'This page does not understand the server’s answer. Reload the page; it may be older than the server.',
    requestId: response.headers.get('x-request-id') ?? '',
    status: response.status,
  })
}

async function textOf(response: Response): Promise<string> {
  try {
    return await response.text()
  } catch (cause) {
    throw new ApiUnreachable('The answer from Muster broke off. Nothing here says whether it was done.', { cause })
  }
}

/** The JSON of a body; undefined when there is none, null when it is not JSON (a proxy's own page). */
function bodyOf(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

function refusalOf(response: Response, body: unknown): ApiRefused | ApiUnreachable {
  const error = ErrorReply.safeParse(body)
  if (error.success) return new ApiRefused({ ...error.data, status: response.status })
  const gatewaysOwn = response.status === 502 || response.status === 503 || response.status === 504
  if (gatewaysOwn) return new ApiUnreachable(`Muster did not answer (${response.status}).`)
  return new ApiRefused({
    code: 'fault',
    detail: `The server answered ${response.status} without saying why.`,
    requestId: response.headers.get('x-request-id') ?? '',
    status: response.status,
  })
}
