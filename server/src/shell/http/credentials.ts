// SPDX-License-Identifier: Apache-2.0
import { appHeader, sessionCookies, type AppName } from '@muster/contract/app-name'
import type { FastifyRequest } from 'fastify'

/** What a request shows of who it is: nothing of it is checked yet. */
export interface Credentials {
  readonly sessionToken: string | null
  readonly bearer: string | null
}

export const noCredentials: Credentials = { sessionToken: null, bearer: null }

/** Which of the two apps a request comes from; whoever says nothing is the console. */
export function appOf(request: {
  readonly headers: FastifyRequest['headers']
  readonly url?: string | undefined
}): AppName {
  const asked = request.headers[appHeader] === 'field' || /[?&]app=field(&|$)/.test(request.url ?? '')
  return asked ? 'field' : 'console'
}

export function credentialsOf(
  request: { readonly headers: FastifyRequest['headers']; readonly url?: string | undefined },
  cookies: Readonly<Record<string, string | undefined>>,
): Credentials {
  const { authorization } = request.headers
  return {
    sessionToken: cookies[sessionCookies[appOf(request)]] ?? null,
    bearer: authorization?.startsWith('Bearer ') === true ? authorization.slice('Bearer '.length) : null,
  }
}
