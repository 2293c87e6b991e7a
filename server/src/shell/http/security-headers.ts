// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply } from 'fastify'

/** For everything but a page: nothing may be loaded, framed, sniffed or remembered. */
export function secureHeaders(reply: FastifyReply, tls: boolean): void {
  reply.header('x-content-type-options', 'nosniff')
  reply.header('x-frame-options', 'DENY')
  reply.header('referrer-policy', 'no-referrer')
  reply.header('cross-origin-opener-policy', 'same-origin')
  reply.header('cross-origin-resource-policy', 'same-origin')
  reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
  reply.header('cache-control', 'no-store')
  reply.header('permissions-policy', 'camera=(self), microphone=(self), geolocation=(self), screen-wake-lock=(self)')
  if (tls) reply.header('strict-transport-security', 'max-age=31536000')
}

/** A page loads from its own host only; style elements carry this answer's nonce. */
export function pagePolicy(nonce: string | null): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    nonce === null ? "style-src 'self'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "worker-src 'self' blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
