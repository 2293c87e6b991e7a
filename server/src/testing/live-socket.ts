// SPDX-License-Identifier: Apache-2.0
import { livePath, type ClientMessage, type ServerWire } from '@muster/contract/live'
import { WebSocket } from 'ws'

type Wire<T extends ServerWire['type']> = Extract<ServerWire, { type: T }>

/** A page's or a device's live socket, as a test sees it: every message kept, in order. */
export interface LiveSocket {
  readonly messages: readonly ServerWire[]
  /** The first message of this type, past or to come, that suits and was not answered with before. */
  next<T extends ServerWire['type']>(type: T, suits?: (message: Wire<T>) => boolean): Promise<Wire<T>>
  send(message: ClientMessage): void
  sendText(text: string): void
  /** How it ended; 1006 when nobody said goodbye. */
  readonly closed: Promise<number>
  /** Read no more: frames pile up in the kernel and then in the server. */
  stall(): void
  close(): void
}

const patienceMs = 10_000

export interface LiveOptions {
  readonly cookie?: string
  readonly origin?: string
  readonly path?: string
}

/** Rejects with `HTTP <status>` when the server turns it away. */
export function openLiveSocket(
  url: string,
  { cookie, origin, path = livePath }: LiveOptions = {},
): Promise<LiveSocket> {
  const headers = { ...(cookie === undefined ? {} : { cookie }), ...(origin === undefined ? {} : { origin }) }
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}${path}`, { headers })
  const messages: ServerWire[] = []
  const taken = new Set<ServerWire>()
  const waiting = new Set<() => void>()
  socket.on('message', (data: Buffer) => {
    messages.push(JSON.parse(data.toString('utf8')) as ServerWire)
    for (const look of waiting) look()
  })
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))

  function next<T extends ServerWire['type']>(type: T, suits: (message: Wire<T>) => boolean = () => true) {
    return new Promise<Wire<T>>((resolve, reject) => {
      const look = () => {
        const found = messages.find(
          (message): message is Wire<T> => message.type === type && !taken.has(message) && suits(message as Wire<T>),
        )
        if (found === undefined) return
        taken.add(found)
        waiting.delete(look)
        clearTimeout(timer)
        resolve(found)
      }
      const timer = setTimeout(() => {
        waiting.delete(look)
        reject(new Error(`no '${type}' that suits; got ${messages.map((message) => message.type).join(', ')}`))
      }, patienceMs)
      waiting.add(look)
      look()
    })
  }

  const live: LiveSocket = {
    messages,
    next,
    send: (message) => socket.send(JSON.stringify(message)),
    sendText: (text) => socket.send(text),
    closed,
    stall: () => socket.pause(),
    close: () => socket.terminate(),
  }
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(live))
    socket.on('unexpected-response', (_request, response) => {
      reject(new Error(`HTTP ${response.statusCode ?? 0}`))
      response.resume()
    })
    socket.on('error', reject)
  })
}
