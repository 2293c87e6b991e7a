// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import {
  beatMs,
  ClientMessage,
  livePath,
  liveSilenceMs,
  liveVersion,
  type ServerWire,
  type Topic,
} from '@muster/contract/live'
import { Refused } from '@muster/contract/refusal'
import { WebSocketServer, type WebSocket } from 'ws'
import type { z } from 'zod'
import type { Clock } from '../clock'
import type { Log } from '../log'
import type { Metrics } from '../metrics'
import type { PersonViewer, Viewer } from '../viewer'
import { openClient, type LiveClient } from './client'

type Message = z.output<typeof ClientMessage>
type MessageOf<T extends Message['type']> = Extract<Message, { type: T }>

/** What each beat says besides the time: where to resume from, and the viewer's own count of units on duty. */
export type BeatBody = Pick<Extract<ServerWire, { type: 'beat' }>, 'resume' | 'duty'>

/** Every live socket of this node: who is on it, what it asked for, and what it may be sent. */
export interface LiveHub {
  onSubscribe(topic: Topic, serve: (client: LiveClient, resume: string | null) => void | Promise<void>): void
  onMessage<T extends Message['type']>(
    type: T,
    handle: (client: LiveClient, message: MessageOf<T>) => void | Promise<void>,
  ): void
  onOpen(handle: (client: LiveClient) => void): void
  onClose(handle: (client: LiveClient) => void): void
  onBeat(describe: (client: LiveClient) => BeatBody): void
  clients(): Iterable<LiveClient>
  subscribers(topic: Topic): Iterable<LiveClient>
  /** End sockets whose session is over, at once. */
  end(which: (viewer: PersonViewer) => boolean, detail: string): number
  attach(server: Server, mayUpgrade: (request: IncomingMessage) => Promise<Viewer>): void
  close(): void
}

const messageLimitBytes = 64 * 1024
const clientLimit = 20_000
const beatSlices = 20

export function openLiveHub({
  clock,
  log,
  metrics,
  boot,
}: {
  clock: Clock
  log: Log
  metrics: Metrics
  boot: string
}): LiveHub {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: messageLimitBytes,
    perMessageDeflate: false,
    clientTracking: false,
  })
  const clients = new Set<LiveClient>()
  const servers = new Map<Topic, (client: LiveClient, resume: string | null) => void | Promise<void>>()
  const handlers = new Map<string, (client: LiveClient, message: never) => void | Promise<void>>()
  const opened: ((client: LiveClient) => void)[] = []
  const closed: ((client: LiveClient) => void)[] = []
  let beatBody: (client: LiveClient) => BeatBody = () => ({ resume: '', duty: null })

  let welcomed = 0

  function welcome(socket: WebSocket, viewer: PersonViewer): void {
    const client = openClient(socket, viewer, ++welcomed, clock.now(), metrics)
    clients.add(client)
    metrics.liveClients.set(clients.size)
    socket.on('message', (data: Buffer) => void receive(client, data.toString('utf8')))
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      clients.delete(client)
      metrics.liveClients.set(clients.size)
      for (const handle of closed) handle(client)
    })
    client.send({ type: 'hello', version: liveVersion, boot, atMs: clock.now() })
    for (const handle of opened) handle(client)
  }

  async function receive(client: LiveClient, text: string): Promise<void> {
    const message = readMessage(text)
    // Between the end of a session and the close of its socket only a press is still heard.
    if (client.hasEnded() && message?.type !== 'press') return
    client.heardAtMs = clock.now()
    if (message === null) {
      client.send({ type: 'refused', id: null, code: 'bad-request', detail: 'This message is not in the contract.' })
      return
    }
    try {
      await dispatch(client, message)
    } catch (error) {
      const id = 'id' in message && typeof message.id === 'number' ? message.id : null
      if (error instanceof Refused) client.send({ type: 'refused', id, code: error.code, detail: error.message })
      else {
        metrics.faults.inc({ where: 'live' })
        log.error(
          { message: message.type, error: error instanceof Error ? error.stack : String(error) },
          'live message failed',
        )
        client.send({
          type: 'refused',
          id,
          code: 'database-unavailable',
          detail: 'Something is broken here. It is logged; try again.',
        })
      }
    }
  }

  async function dispatch(client: LiveClient, message: Message): Promise<void> {
    if (message.type === 'ping') {
      client.send({ type: 'pong', atMs: message.at, serverAtMs: clock.now() })
      return
    }
    if (message.type === 'subscribe') {
      for (const topic of message.topics) {
        await servers.get(topic)?.(client, message.resume ?? null)
        client.topics.add(topic)
      }
      return
    }
    await handlers.get(message.type)?.(client, message as never)
  }

  /** Every client once a second, a twentieth of them at a time: a beat to a thousand sockets at once would hold up a press. */
  let slice = 0
  const beat = setInterval(() => {
    const now = clock.now()
    slice = (slice + 1) % beatSlices
    for (const client of clients) {
      if (client.serial % beatSlices !== slice) continue
      if (now - client.heardAtMs > liveSilenceMs) client.drop()
      else if (client.viewer.expiresAt <= now) client.end('Your session has expired. Sign in again.')
      else client.send({ type: 'beat', n: client.nextN(), atMs: now, ...beatBody(client) })
    }
  }, beatMs / beatSlices)

  return {
    onSubscribe: (topic, serve) => void servers.set(topic, serve),
    onMessage: (type, handle) => void handlers.set(type, handle as (client: LiveClient, message: never) => void),
    onOpen: (handle) => void opened.push(handle),
    onClose: (handle) => void closed.push(handle),
    onBeat: (describe) => void (beatBody = describe),
    clients: () => clients,
    *subscribers(topic) {
      for (const client of clients) if (client.topics.has(topic)) yield client
    },
    end(which, detail) {
      let ended = 0
      for (const client of clients) {
        if (!which(client.viewer)) continue
        client.end(detail)
        ended++
      }
      return ended
    },
    attach(server, mayUpgrade) {
      server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        // Node listens no more: somebody who hangs up while we ask who it is would end the process.
        socket.on('error', () => socket.destroy())
        void mayUpgrade(request).then(
          (viewer) => {
            const path = (request.url ?? '').split('?')[0]
            if (path !== livePath || viewer.kind !== 'person' || clients.size >= clientLimit) turnAway(socket, viewer)
            else sockets.handleUpgrade(request, socket, head, (ws) => welcome(ws, viewer))
          },
          () => turnAway(socket, null),
        )
      })
    },
    close() {
      clearInterval(beat)
      for (const client of clients) client.drop()
      sockets.close()
    },
  }
}

function readMessage(text: string): Message | null {
  try {
    const parsed = ClientMessage.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

function turnAway(socket: Duplex, viewer: Viewer | null): void {
  socket.once('finish', () => socket.destroy())
  socket.end(viewer?.kind === 'anyone' ? 'HTTP/1.1 401 Unauthorized\r\n\r\n' : 'HTTP/1.1 403 Forbidden\r\n\r\n')
}
