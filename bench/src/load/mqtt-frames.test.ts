// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { connectPacket, MqttFrames, subscribePacket } from './mqtt-frames'

/** As a broker writes it, QoS 0. */
function publication(topic: string, payload: Buffer): Buffer {
  const name = Buffer.from(topic)
  const length = 2 + name.length + payload.length
  const digits: number[] = []
  for (let left = length; digits.length === 0 || left > 0; left = Math.floor(left / 128))
    digits.push((left % 128) + (left >= 128 ? 128 : 0))
  return Buffer.concat([Buffer.from([0x30, ...digits, name.length >> 8, name.length & 255]), name, payload])
}

function read(chunks: readonly Buffer[]) {
  const starts: string[] = []
  const types: number[] = []
  const frames = new MqttFrames(
    (bytes, from) => starts.push(bytes.toString('latin1', from, from + 4)),
    (type) => types.push(type),
  )
  for (const chunk of chunks) frames.take(chunk)
  return { starts, types }
}

test('[SC-515] cut anywhere, the packets are the same', () => {
  const stream = Buffer.concat([
    Buffer.from([0x20, 2, 0, 0]),
    publication('units/1', Buffer.from('one!')),
    Buffer.from([0x90, 3, 0, 1, 0]),
    publication('units/2', Buffer.concat([Buffer.from('two!'), Buffer.alloc(300)])),
  ])
  fc.assert(
    fc.property(fc.array(fc.nat(stream.length), { maxLength: 8 }), (cuts) => {
      const places = [0, ...cuts.toSorted((a, b) => a - b), stream.length]
      const chunks = places.slice(1).map((end, at) => stream.subarray(places[at], end))
      expect(read(chunks)).toEqual({ starts: ['one!', 'two!'], types: [2, 9] })
    }),
  )
})

test('[SC-515] what is no MQTT is a fault', () => {
  expect(() => read([Buffer.from([0x30, 255, 255, 255, 255, 1])])).toThrow('not MQTT')
})

test('[SC-515] our own packets say how long they are', () => {
  for (const packet of [connectPacket('console-1'), subscribePacket('units/#')])
    expect(packet[1]).toBe(packet.length - 2)
})
