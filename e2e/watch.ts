// SPDX-License-Identifier: Apache-2.0
import type { BrowserContext, Page } from '@playwright/test'

const ownHosts = new Set(['127.0.0.1', 'localhost'])
const ownSchemes = new Set(['blob:', 'data:', 'about:'])
const policyMark = 'content-security-policy'

/** What no page may do, in any test: ask another host, throw, or break its own security policy. */
export class Watch {
  readonly #faults: string[] = []

  get faults(): readonly string[] {
    return this.#faults
  }

  async over(context: BrowserContext): Promise<void> {
    await context.addInitScript((mark) => {
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        console.error(`${mark} ${violatedDirective} ${blockedURI}`),
      )
    }, policyMark)
    context.on('request', (request) => this.#asked(request.url()))
    context.on('weberror', (error) => this.#faults.push(`threw: ${error.error().stack ?? error.error().message}`))
    context.on('console', (message) => {
      const text = message.text().toLowerCase()
      if (text.includes(policyMark) || text.includes('content security policy')) this.#faults.push(message.text())
    })
    context.on('page', (page) => this.#follow(page))
  }

  #follow(page: Page): void {
    page.on('websocket', (socket) => this.#asked(socket.url()))
    page.on('crash', () => this.#faults.push('the page crashed'))
  }

  #asked(address: string): void {
    const { protocol, hostname } = new URL(address)
    if (!ownSchemes.has(protocol) && !ownHosts.has(hostname)) this.#faults.push(`asked another host: ${address}`)
  }
}
