// SPDX-License-Identifier: Apache-2.0
import type { FastifyRequest } from 'fastify'

export const sessionCookie = 'muster-session'

/** What a request shows of who it is: nothing of it is checked yet. */
export interface Credentials {
  readonly sessionToken: string | null
  readonly bearer: string | null
}

export const noCredentials: Credentials = { sessionToken: null, bearer: null }

export function credentialsOf(
  headers: FastifyRequest['headers'],
  cookies: Readonly<Record<string, string | undefined>>,
): Credentials {
  const authorization = headers.authorization
  return {
    sessionToken: cookies[sessionCookie] ?? null,
    bearer: authorization?.startsWith('Bearer ') === true ? authorization.slice('Bearer '.length) : null,
  }
}
