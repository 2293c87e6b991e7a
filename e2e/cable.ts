// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

/**
 * The network between one device and the server, which can be cut. The browser's own "offline" leaves sockets
 * that are open alone; this breaks them as well, and refuses new ones.
 */
export class Cable {
  readonly port: number
  readonly #server: Server
  readonly #sockets: Set<Socket>
  #isCut = false

  private constructor(server: Server, port: number, sockets: Set<Socket>) {
    this.#server = server
    this.port = port
    this.#sockets = sockets
  }

  static async to(serverPort: number): Promise<Cable> {
    const sockets = new Set<Socket>()
    const server = createServer((near) => {
      if (cable.#isCut) return void near.destroy()
      const far = connect(serverPort, '127.0.0.1')
      join(near, far, sockets)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('this machine gives no port')
    const cable = new Cable(server, address.port, sockets)
    return cable
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  cut(): void {
    this.#isCut = true
    for (const socket of this.#sockets) socket.destroy()
  }

  mend(): void {
    this.#isCut = false
  }

  remove(): void {
    this.cut()
    this.#server.close()
  }
}

function join(near: Socket, far: Socket, sockets: Set<Socket>): void {
  for (const [one, other] of [
    [near, far],
    [far, near],
  ] as const) {
    sockets.add(one)
    one.pipe(other)
    // Whichever end breaks, the other breaks with it; why is of no interest here.
    one.on('error', () => undefined)
    one.on('close', () => {
      sockets.delete(one)
      other.destroy()
    })
  }
}
