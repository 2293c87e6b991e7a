// SPDX-License-Identifier: Apache-2.0
// @ts-check
import http from 'node:http'
import https from 'node:https'

const answerMaxBytes = 64_000
const askTimeoutMs = 3_000

/** @typedef {{ isHealthy: boolean, reasons: string }} Health `reasons` in plain words, '' when nothing answered */

/**
 * Asks a server of this machine how it is.
 *
 * @param {string} url without path
 * @returns {Promise<Health>}
 */
export function askHealth(url) {
  return new Promise((resolve) => {
    const nothing = () => resolve({ isHealthy: false, reasons: '' })
    const client = url.startsWith('https:') ? https : http
    // On loopback, to a process just started by this script: its own certificate proves nothing more.
    const request = client.get(`${url}/health`, { timeout: askTimeoutMs, rejectUnauthorized: false }, (reply) => {
      let body = ''
      reply.setEncoding('utf8')
      reply.on('data', (chunk) => {
        if (body.length < answerMaxBytes) body += chunk
      })
      reply.on('end', () => resolve({ isHealthy: reply.statusCode === 200, reasons: reasonsIn(body) }))
      reply.on('error', nothing)
    })
    request.on('timeout', () => request.destroy())
    request.on('error', nothing)
  })
}

/**
 * The reasons in an answer's body: texts, or objects that carry one as detail, reason, message or name.
 *
 * @param {string} body
 */
export function reasonsIn(body) {
  try {
    const answer = JSON.parse(body)
    /** @type {unknown[]} */
    const reasons = Array.isArray(answer?.reasons) ? answer.reasons : [answer?.detail ?? '']
    return reasons
      .map(wordsOf)
      .filter((words) => words !== '')
      .join('; ')
  } catch {
    return ''
  }
}

/** @param {unknown} reason @returns {string} */
function wordsOf(reason) {
  if (typeof reason === 'string') return reason
  if (typeof reason !== 'object' || reason === null) return ''
  const found = ['detail', 'reason', 'message', 'name'].map(
    (key) => Object.entries(reason).find(([name]) => name === key)?.[1],
  )
  return String(found.find((value) => typeof value === 'string') ?? '')
}
