// SPDX-License-Identifier: Apache-2.0
import type { ServerWire, Topic } from '@muster/contract/live'
import type { WebSocket } from 'ws'
import type { Metrics } from '../metrics'
import type { PersonViewer } from '../viewer'

/**
 * One live socket. What a slow one has not read is bounded: past `slowBytes` its pictures are merged
 * (the next one it gets carries all that changed), past `dropBytes` it is dropped and must come again.
 */
export interface LiveClient {
  readonly viewer: PersonViewer
  /** Counts up from 1; spreads work over clients. */
  readonly serial: number
  readonly topics: Set<Topic>
  heardAtMs: number
  /** Number of the next frame on this connection. */
  nextN(): number
  send(message: ServerWire): void
  /** A frame already encoded, shared with others. */
  sendText(text: string): void
  isSlow(): boolean
  /** Its session is over; the socket is about to close. */
  hasEnded(): boolean
  end(detail: string): void
  drop(): void
}

const slowBytes = 256 * 1024
const dropBytes = 8 * 1024 * 1024

export function openClient(
  socket: WebSocket,
  viewer: PersonViewer,
  serial: number,
  nowMs: number,
  metrics: Metrics,
): LiveClient {
  let n = 0
  let ended = false
  const sendText = (text: string) => {
    if (socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > dropBytes) socket.terminate()
    else socket.send(text)
  }
  return {
    viewer,
    serial,
    topics: new Set(),
    heardAtMs: nowMs,
    nextN: () => ++n,
    sendText,
    send: (message) => sendText(JSON.stringify(message)),
    isSlow: () => {
      const slow = socket.bufferedAmount > slowBytes
      if (slow) metrics.liveSkipped.inc()
      return slow
    },
    hasEnded: () => ended,
    end: (detail) => {
      ended = true
      sendText(JSON.stringify({ type: 'ended', detail } satisfies ServerWire))
      socket.close(4001, 'session ended')
      // A client that does not answer the close has no session any more either.
      setTimeout(() => socket.terminate(), 1_000).unref()
    },
    drop: () => socket.terminate(),
  }
}
