// SPDX-License-Identifier: Apache-2.0
import type { RadioEvent } from '../../features/duty/index'

/** One line of a radio gateway: what the network said of one radio, or a status that its officer sent. */
export type RadioLine =
  | { readonly kind: 'event'; readonly event: RadioEvent }
  | { readonly kind: 'status'; readonly issi: string; readonly code: number; readonly at: number }
  | { readonly kind: 'unreadable'; readonly detail: string; readonly issi: string | null; readonly pressed: boolean }

const events: Record<string, RadioEvent['event']> = { attach: 'attach', detach: 'detach', group: 'group' }

/**
 * Newline-delimited JSON: {issi, event: attach|detach|group, gssi?, at} or {issi, status, at}
 * (docs/protocols.md, "Radio gateway"). `at` is RFC 3339 or ms; left out, it is now.
 */
export function decodeRadioLine(text: string, now: number): RadioLine {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { kind: 'unreadable', detail: 'not JSON', issi: null, pressed: /"status"\s*:\s*"?0"?\s*[,}]/.test(text) }
  }
  const line = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  const issi = readIssi(line['issi'])
  const code = readStatus(line['status'])
  if (issi === null) return { kind: 'unreadable', detail: 'issi: 1 to 8 digits', issi: null, pressed: code === 0 }
  const at = readTime(line['at'], now)
  if (line['status'] !== undefined)
    return code === null
      ? { kind: 'unreadable', detail: 'status: 0 to 16', issi, pressed: false }
      : { kind: 'status', issi, code, at }
  const event = typeof line['event'] === 'string' ? events[line['event']] : 'heard'
  if (event === undefined) return { kind: 'unreadable', detail: 'event: attach, detach or group', issi, pressed: false }
  const gssi = readIssi(line['gssi'])
  if (event === 'group' && gssi === null)
    return { kind: 'unreadable', detail: 'gssi: 1 to 8 digits', issi, pressed: false }
  return { kind: 'event', event: { issi, event, gssi, at } }
}

function readIssi(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && /^[0-9]{1,8}$/.test(text) ? text : null
}

function readStatus(value: unknown): number | null {
  const code = typeof value === 'string' && /^[0-9]{1,2}$/.test(value) ? Number(value) : value
  return typeof code === 'number' && Number.isInteger(code) && code >= 0 && code <= 16 ? code : null
}

/** A gateway's clock is not trusted to be ahead. */
function readTime(value: unknown, now: number): number {
  const ms = typeof value === 'number' ? value : typeof value === 'string' ? Date.parse(value) : now
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, now) : now
}
