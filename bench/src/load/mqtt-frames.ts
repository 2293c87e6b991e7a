// SPDX-License-Identifier: Apache-2.0
/**
 * Takes apart what an MQTT broker sends, wherever the packets were cut on the way. Only what a subscriber
 * with QoS 0 gets is looked at. Source: MQTT 3.1.1, sections 2.2 and 3.3.
 */
export class MqttFrames {
  readonly #message: (bytes: Buffer, from: number) => void
  readonly #other: (type: number) => void
  #rest: Buffer = Buffer.alloc(0)

  /** `message`: where in `bytes` the payload of a publication begins. `other`: types of all other packets. */
  constructor(message: (bytes: Buffer, from: number) => void, other: (type: number) => void) {
    this.#message = message
    this.#other = other
  }

  take(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    let at = 0
    for (;;) {
      const body = bodyOf(bytes, at)
      if (body === null || body.end > bytes.length) break
      const type = (bytes[at] as number) >> 4
      if (type === publish) this.#message(bytes, body.start + 2 + bytes.readUInt16BE(body.start))
      else this.#other(type)
      at = body.end
    }
    this.#rest = bytes.subarray(at)
  }
}

export const connectionTaken = 2
export const subscriptionTaken = 9
const publish = 3

/** MQTT 3.1.1, clean session, no keep-alive: the bench is over before anybody would miss a ping. */
export function connectPacket(clientId: string): Buffer {
  const id = Buffer.from(clientId)
  const head = Buffer.from([0, 4, ...Buffer.from('MQTT'), 4, 2, 0, 0, 0, id.length])
  return Buffer.concat([Buffer.from([0x10, head.length + id.length]), head, id])
}

export function subscribePacket(topic: string): Buffer {
  const name = Buffer.from(topic)
  return Buffer.concat([Buffer.from([0x82, name.length + 5, 0, 1, 0, name.length]), name, Buffer.from([0])])
}

/** Null while the length itself has not arrived whole. */
function bodyOf(bytes: Buffer, at: number): { start: number; end: number } | null {
  let length = 0
  for (let index = 0; index < 4; index++) {
    const byte = bytes[at + 1 + index]
    if (byte === undefined) return null
    length += (byte & 127) * 128 ** index
    if (byte < 128) return { start: at + 2 + index, end: at + 2 + index + length }
  }
  throw new Error('this is not MQTT: a length of more than four bytes')
}
