// SPDX-License-Identifier: Apache-2.0
import { livePath } from '@muster/contract/live'
import WebSocket from 'ws'

/** A live socket of the server as a client of this bench holds it. */
export interface LiveSocket {
  send(text: string): void
  /** Bytes that the server has not taken yet. */
  waiting(): number
  close(): void
}

interface Hear {
  /** Each frame, as it came. */
  readonly frame: (bytes: Buffer) => void
  readonly broke: (why: string) => void
}

const pingMs = 5_000

/** Opens a live socket with a session's cookie and pings as the apps do. */
export function openLive(url: string, cookie: string, { frame, broke }: Hear): Promise<LiveSocket> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}${livePath}`, {
    headers: { cookie },
    origin: url,
    perMessageDeflate: false,
  })
  let closing = false
  return new Promise((resolve, reject) => {
    let pinging: NodeJS.Timeout
    socket.on('open', () => {
      const ping = () => socket.readyState === WebSocket.OPEN && socket.send(`{"type":"ping","at":${Date.now()}}`)
      pinging = setInterval(ping, pingMs)
      resolve({
        send: (text) => socket.send(text),
        waiting: () => socket.bufferedAmount,
        close() {
          closing = true
          socket.terminate()
        },
      })
    })
    socket.on('message', (data: Buffer) => frame(data))
    socket.on('error', reject)
    socket.on('close', (code) => {
      clearInterval(pinging)
      if (!closing) broke(`a live socket closed (${code})`)
    })
  })
}

/** Whether a frame is of a type. The type comes first in every frame that is looked at here. */
export function isOfType(frame: Buffer, type: string): boolean {
  return frame.length > type.length + 10 && frame.toString('latin1', 0, type.length + 10) === `{"type":"${type}"`
}
