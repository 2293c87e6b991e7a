// SPDX-License-Identifier: Apache-2.0
import type { HttpAnswer, HttpMessage, HttpWire } from '../http-wire'
import type { Presence } from './presence'

/** What a gateway's glue posts: one JSON object a line. */
export type RadioLine =
  | { readonly issi: string; readonly event: 'attach' | 'detach'; readonly at: string }
  | { readonly issi: string; readonly event: 'group'; readonly gssi: string; readonly at: string }
  | { readonly issi: string; readonly status: number; readonly at: string }

export function radioMessage(token: string, lines: readonly RadioLine[]): HttpMessage {
  return {
    method: 'POST',
    path: '/radio',
    headers: { 'content-type': 'application/x-ndjson', authorization: `Bearer ${token}` },
    body: lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
  }
}

export interface RadioGatewayOptions {
  readonly wire: HttpWire
  readonly presence: Presence
  readonly now: () => number
  /** Makes the machine account; asked again if the server no longer knows the one in use. */
  readonly token: () => Promise<string>
  readonly onRefused: (status: number, body: string) => void
}

/** The network's gateway: it knows every radio that is switched on, and says of each every half minute that it is. */
export interface RadioGateway {
  switchOn(issi: string, gssi: string): void
  status(issi: string, code: number): void
  /** Call once a second. Sends what is due, one request at a time. */
  tick(): Promise<void>
  /** Announces every radio anew, as a gateway does when it connects. */
  announceAll(): void
  stop(): void
}

const heartbeatSeconds = 30
/** Lines in one request, and lines that wait at most: beyond them the oldest status is dropped, to be sent again as a later one. */
const linesPerRequest = 500
export const waitingLimitLines = 5_000

export function radioGateway({ wire, presence, now, token, onRefused }: RadioGatewayOptions): RadioGateway {
  const gssiByIssi = new Map<string, string>()
  let waiting: RadioLine[] = []
  let known: string | null = null
  let sending = false
  let beat = 0
  let stopped = false

  const at = () => new Date(now()).toISOString()
  const add = (...lines: RadioLine[]) => {
    waiting.push(...lines)
    if (waiting.length > waitingLimitLines) waiting = waiting.slice(-waitingLimitLines)
  }
  const announce = (issi: string, gssi: string) =>
    add({ issi, event: 'attach', at: at() }, { issi, event: 'group', gssi, at: at() })
  const addHeartbeats = () => {
    beat = (beat + 1) % heartbeatSeconds
    for (const [issi, gssi] of gssiByIssi) if (Number(issi) % heartbeatSeconds === beat) announce(issi, gssi)
  }
  const deliver = async () => {
    const lines = waiting.slice(0, linesPerRequest)
    known ??= await token()
    const answer = await wire.send(radioMessage(known, lines))
    if (answer.status === 401) known = null
    if (comesLater(answer)) return
    waiting = waiting.filter((line) => !lines.includes(line))
    if (answer.status > 299) onRefused(answer.status, answer.body)
  }
  return {
    switchOn(issi, gssi) {
      gssiByIssi.set(issi, gssi)
      announce(issi, gssi)
    },
    status: (issi, code) => add({ issi, status: code, at: at() }),
    announceAll() {
      waiting = []
      for (const [issi, gssi] of gssiByIssi) announce(issi, gssi)
    },
    async tick() {
      if (stopped || sending || !presence.here) return
      addHeartbeats()
      if (waiting.length === 0) return
      sending = true
      await deliver().catch((error: unknown) => presence.failed(error))
      sending = false
    },
    stop() {
      stopped = true
    },
  }
}

function comesLater({ status }: HttpAnswer): boolean {
  return status === 401 || status === 429 || status >= 500
}
