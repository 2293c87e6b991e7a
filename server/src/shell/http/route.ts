// SPDX-License-Identifier: Apache-2.0
import type { Endpoint } from '@muster/contract/endpoint'
import type { Instant } from '@muster/contract/instant'
import type { z } from 'zod'
import type { Tx } from '../db/database'
import type { PersonViewer, Viewer } from '../viewer'
import type { Credentials } from './credentials'

/** What a handler gets: parsed parameters, and a transaction opened for its viewer. */
export interface Call<E extends Endpoint> {
  readonly tx: Tx
  readonly viewer: Viewer
  readonly now: Instant
  readonly params: z.output<E['params']>
  readonly query: z.output<E['query']>
  readonly body: z.output<E['body']>
  readonly session: SessionCookie
  /** Address of the caller, for rate limits; never logged. */
  readonly from: string
}

/** Set or clear the session cookie; nothing else about the reply is a feature's business. */
export interface SessionCookie {
  set(token: string, expiresAt: Instant): void
  clear(): void
}

/** What is known of a call before the database is asked for anything. */
export type EarlyCall<E extends Endpoint> = Omit<Call<E>, 'tx' | 'now' | 'session'> & {
  readonly credentials: Credentials
}

export type Handler<E extends Endpoint> = (call: Call<E>) => Promise<z.output<E['reply']>>

/** A request as it came off the wire, for protocols that are not ours and for the press. */
export interface RawRequest {
  readonly method: string
  readonly body: Buffer
  readonly query: URLSearchParams
  /** Named parts of the path, unchecked. */
  readonly params: unknown
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly from: string
  /** Who the session cookie says it is; the database may be away, then it is what was last known. */
  readonly viewer: () => Promise<Viewer>
  readonly credentials: Credentials
  readonly requestId: string
}

export interface RawReply {
  readonly status: number
  readonly body: string
  readonly type?: string
}

export interface RawRoute {
  readonly name: string
  readonly methods: readonly ('GET' | 'POST')[]
  readonly path: string
  readonly bodyLimitBytes: number
  readonly handle: (request: RawRequest) => Promise<RawReply>
  /** Over the limit: what the protocol wants to hear, instead of 413. The body is then empty. */
  readonly tooLarge?: (request: RawRequest) => Promise<RawReply>
}

/** How features and adapters put themselves on the wire. */
export interface Routes {
  /**
   * load → decide → save → audit → announce, in one transaction. `first` runs before it, for what must
   * happen whatever the database does: a press.
   */
  route<E extends Endpoint>(endpoint: E, handler: Handler<E>, first?: (call: EarlyCall<E>) => Promise<void>): void
  /** Without a transaction: adapters (they answer after their batch committed) and the press (never waits for a database). */
  raw(route: RawRoute): void
}

/** The person behind a call whose endpoint needs one; the shell has already checked. */
export function personOf(viewer: Viewer): PersonViewer {
  if (viewer.kind !== 'person') throw new Error('this endpoint needs a person, but its contract does not say so')
  return viewer
}
