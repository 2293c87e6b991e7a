// SPDX-License-Identifier: Apache-2.0
import WebSocket from 'ws'
import { connectAll, type Crowd, type Seen } from './crowd'
import { peerMessage, readPeerMessage } from './report'

/** The same load on the bare relay: every unit and every console has a WebSocket. */
export function relayCrowd(port: number, units: number, consoles: number, seen: Seen): Crowd {
  let publishers: WebSocket[] = []
  let watchers: WebSocket[] = []
  const counts = { held: 0, stored: 0, refused: 0 }
  const open = (path: string, hear: (data: Buffer) => void) =>
    new Promise<WebSocket>((resolve, reject) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { perMessageDeflate: false })
      socket.on('message', (data: Buffer) => hear(data))
      socket.on('open', () => resolve(socket))
      socket.on('error', reject)
    })
  return {
    counts,
    unanswered: () => 0,
    async connect() {
      publishers = await connectAll(Array.from({ length: units }), () => open('/unit', () => undefined))
      watchers = await connectAll(Array.from({ length: consoles }), (_, console) =>
        open('/console', (data) => {
          const { unit, atMs } = readPeerMessage(data, 0)
          seen(console, unit, atMs)
        }),
      )
    },
    report(unit, fixAtMs) {
      publishers[unit]?.send(peerMessage(unit, fixAtMs))
    },
    close() {
      for (const each of [...publishers, ...watchers]) each.terminate()
    },
  }
}
