// SPDX-License-Identifier: Apache-2.0
import { WebSocketServer, type WebSocket } from 'ws'

/**
 * The least that a server can do: whatever a unit says is passed on to every console as it came. Nothing is
 * read, checked, decided or kept. Started by the bench with its port as the argument.
 */
const consoles = new Set<WebSocket>()
const server = new WebSocketServer({
  host: '127.0.0.1',
  port: Number(process.argv[2]),
  perMessageDeflate: false,
  clientTracking: false,
  maxPayload: 16 * 1024,
})

server.on('connection', (socket, request) => {
  socket.on('error', () => socket.terminate())
  if (request.url === '/console') {
    consoles.add(socket)
    socket.on('close', () => consoles.delete(socket))
  } else
    socket.on('message', (data) => {
      for (const console of consoles) console.send(data, { binary: false })
    })
})
server.on('listening', () => process.stdout.write('listening\n'))

// The bench holds the other end of this pipe: when it goes, so does this.
process.stdin.on('end', () => process.exit(0)).resume()
