// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { pagePolicy } from './security-headers'

const nonceMark = '__CSP_NONCE__'

/**
 * Serve a built app below `prefix`. Files with a hash in their name never change and are kept; the page
 * itself is made for each answer, with its own nonce. Any address without a file is the app's own route.
 */
export async function servePages(app: FastifyInstance, prefix: '/' | '/field/', dir: string): Promise<void> {
  if (!existsSync(join(dir, 'index.html'))) {
    app.get(prefix, async (_request, reply) =>
      reply.code(503).type('text/plain').send('This app is not built yet: run npm run build.\n'),
    )
    return
  }
  const page = async (reply: FastifyReply) => {
    const nonce = randomBytes(16).toString('base64')
    const html = await readFile(join(dir, 'index.html'), 'utf8')
    return reply
      .header('content-security-policy', pagePolicy(nonce))
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(html.replaceAll(nonceMark, nonce))
  }
  await app.register(async (scope) => {
    await scope.register(fastifyStatic, {
      root: dir,
      prefix,
      index: false,
      wildcard: false,
      decorateReply: false,
      cacheControl: false,
    })
    scope.addHook('onSend', async (request, reply) => fileHeaders(request.raw.url ?? '', reply))
    // A service worker's scope ends in a slash, so must the address of its page.
    scope.get(prefix, (request, reply) =>
      (request.raw.url ?? '').split('?')[0]?.endsWith('/') === true ? page(reply) : reply.redirect(prefix),
    )
    scope.get(`${prefix}*`, (request, reply) => {
      const last = (request.raw.url ?? '').split('?')[0]?.split('/').at(-1) ?? ''
      const isPage = !last.includes('.') && !(request.raw.url ?? '').startsWith('/api/')
      return isPage ? page(reply) : reply.callNotFound()
    })
  })
}

/**
 * What every file of an app is sent with. Scripts carry the page's policy: a service worker lives by the
 * one that came with it.
 */
function fileHeaders(url: string, reply: FastifyReply): void {
  if (reply.statusCode !== 200 || String(reply.getHeader('content-type')).startsWith('text/html')) return
  const path = url.split('?')[0] ?? ''
  reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
  if (path.endsWith('.js')) reply.header('content-security-policy', pagePolicy(null))
}
