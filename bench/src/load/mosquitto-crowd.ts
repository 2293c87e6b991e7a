// SPDX-License-Identifier: Apache-2.0
import { connect as connectTcp, type Socket } from 'node:net'
import { connectAsync, type MqttClient } from 'mqtt'
import { connectAll, type Crowd, type Seen } from './crowd'
import { connectionTaken, connectPacket, MqttFrames, subscribePacket, subscriptionTaken } from './mqtt-frames'
import { peerMessage, readPeerMessage } from './report'

/**
 * The same load on an MQTT broker, QoS 0. Units are clients of `mqtt`; consoles are read by hand, because
 * forty thousand messages a second through that client would measure the client.
 */
export function mosquittoCrowd(port: number, units: number, consoles: number, seen: Seen): Crowd {
  let publishers: MqttClient[] = []
  let subscribers: Socket[] = []
  const counts = { held: 0, stored: 0, refused: 0 }
  return {
    counts,
    unanswered: () => 0,
    async connect() {
      const url = `mqtt://127.0.0.1:${port}`
      publishers = await connectAll(Array.from({ length: units }), () =>
        connectAsync(url, { reconnectPeriod: 0, keepalive: 300, protocolVersion: 4 }),
      )
      subscribers = await connectAll(Array.from({ length: consoles }), (_, at) => subscriber(port, at, seen))
    },
    report(unit, fixAtMs) {
      publishers[unit]?.publish(`units/${unit}`, peerMessage(unit, fixAtMs), { qos: 0 })
    },
    close() {
      for (const each of publishers) each.end(true)
      for (const each of subscribers) each.destroy()
    },
  }
}

function subscriber(port: number, console: number, seen: Seen): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectTcp({ host: '127.0.0.1', port, noDelay: true })
    const frames = new MqttFrames(
      (bytes, from) => {
        const { unit, atMs } = readPeerMessage(bytes, from)
        seen(console, unit, atMs)
      },
      (type) => {
        if (type === connectionTaken) socket.write(subscribePacket('units/#'))
        if (type === subscriptionTaken) resolve(socket)
      },
    )
    socket.on('connect', () => socket.write(connectPacket(`console-${console}`)))
    socket.on('data', (chunk) => frames.take(chunk))
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the broker closed the connection')))
  })
}
