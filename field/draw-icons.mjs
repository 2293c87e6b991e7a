// SPDX-License-Identifier: Apache-2.0
// Draws the app's icons: `node field/draw-icons.mjs`. The results lie in field/public and are committed.
import { writeFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'

const ground = [16, 24, 32]
const mark = [236, 240, 244]
/** Each edge pixel is the mean of this many by this many samples. */
const samples = 4

/**
 * Four bars of growing length, like people drawn up in line: neutral at any size.
 * x and y in 0..1 of the drawing.
 *
 * @param {number} x
 * @param {number} y
 */
function isMark(x, y) {
  const bar = Math.floor((x - 0.2) / 0.16)
  if (bar < 0 || bar > 3) return false
  const inBar = x - 0.2 - bar * 0.16
  return inBar < 0.11 && y > 0.62 - bar * 0.13 && y < 0.8
}

/**
 * @param {number} size pixels
 * @param {number} scale share of the side that the drawing takes; the rest is margin for masks
 */
function pixels(size, scale) {
  const rows = Buffer.alloc(size * (size * 3 + 1))
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const share = cover(x, y, size, scale)
      for (let c = 0; c < 3; c++) {
        rows[y * (size * 3 + 1) + 1 + x * 3 + c] = Math.round((ground[c] ?? 0) * (1 - share) + (mark[c] ?? 0) * share)
      }
    }
  }
  return rows
}

/** @param {number} x @param {number} y @param {number} size @param {number} scale */
function cover(x, y, size, scale) {
  let hits = 0
  for (let i = 0; i < samples * samples; i++) {
    const px = (x + ((i % samples) + 0.5) / samples) / size
    const py = (y + (Math.floor(i / samples) + 0.5) / samples) / size
    if (isMark((px - 0.5) / scale + 0.5, (py - 0.5) / scale + 0.5)) hits += 1
  }
  return hits / samples ** 2
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

/** @param {number} size @param {number} scale */
function png(size, scale) {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set([8, 2, 0, 0, 0], 8) // eight bits, RGB
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const data = deflateSync(pixels(size, scale), { level: 9 })
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

const folder = new URL('public/', import.meta.url)
writeFileSync(new URL('icon-192.png', folder), png(192, 1))
writeFileSync(new URL('icon-512.png', folder), png(512, 1))
writeFileSync(new URL('icon-maskable-512.png', folder), png(512, 0.75))
