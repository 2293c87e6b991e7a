// SPDX-License-Identifier: Apache-2.0
import type { May } from '@muster/contract/permissions'
import { Refused } from '@muster/contract/refusal'
import type { FastifyRequest } from 'fastify'
import type { Viewer } from '../viewer'
import type { HttpParts } from './parts'

/** Deny by default: whoever is not let in here is refused. */
export function admit(may: May, viewer: Viewer): void {
  if (may === 'anyone') return
  if (viewer.kind === 'anyone') throw new Refused('not-signed-in', 'Sign in first.')
  if (may === 'gateway') {
    if (viewer.kind === 'gateway') return
    throw notAllowed()
  }
  if (viewer.kind !== 'person') throw notAllowed()
  if (may === 'signed-in') return
  if (may === 'device') {
    if (viewer.deviceId !== null) return
    throw notAllowed()
  }
  if (!viewer.permissions.has(may)) throw notAllowed()
}

function notAllowed(): Refused {
  return new Refused('not-allowed', 'Your roles do not allow this. Ask your security administrator.')
}

/** Whether a request comes from our own pages, or from no page at all. */
export function isOwn(
  request: Pick<FastifyRequest, 'method' | 'headers'>,
  { config }: Pick<HttpParts, 'config'>,
): boolean {
  return isOwnOrigin(request.method, request.headers.origin, request.headers.host, config.origin)
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A browser says where a request comes from. One that changes something, or opens the live socket, must
 * come from our own pages. No Origin at all: not a browser, so no cookie was lent without knowledge.
 */
export function isOwnOrigin(
  method: string,
  origin: string | undefined,
  host: string | undefined,
  publicOrigin: string | null,
): boolean {
  if (safeMethods.has(method) || origin === undefined) return true
  if (publicOrigin !== null && origin === new URL(publicOrigin).origin) return true
  try {
    return host !== undefined && new URL(origin).host === host
  } catch {
    return false
  }
}
