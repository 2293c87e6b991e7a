// SPDX-License-Identifier: Apache-2.0
// PMTiles version 3 archives: a 127-byte header, a root directory, metadata, leaf directories, tiles.
// Source: the PMTiles specification, version 3.
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { zxyToTileId } from 'pmtiles'

const headerBytes = 127
/** Readers fetch the first 16 KiB at once and expect the whole root directory in it. */
const rootEndsBefore = 16_384
const gzipCode = 2
const vectorTileCode = 1

/**
 * Packs vector tiles into one archive: gzip, in Hilbert order, each distinct tile stored once.
 *
 * @param {Iterable<{ z: number, x: number, y: number, data: Uint8Array }>} tiles uncompressed, each address once
 * @param {{ metadata: object, minZoom: number, maxZoom: number, bounds: [number, number, number, number],
 *   center: { lon: number, lat: number, zoom: number } }} about bounds are west, south, east, north in degrees
 * @returns {Buffer}
 */
export function writePmtiles(tiles, about) {
  const { entries, data, addressed, contents } = layOut(tiles)
  const metadata = deterministicGzip(Buffer.from(JSON.stringify(about.metadata)))
  const { root, leaves } = directories(entries)
  const metadataAt = headerBytes + root.length
  const leavesAt = metadataAt + metadata.length
  const dataAt = leavesAt + leaves.length
  const header = Buffer.alloc(headerBytes)
  header.write('PMTiles', 0, 'latin1')
  header.writeUInt8(3, 7)
  const numbers = [
    headerBytes,
    root.length,
    metadataAt,
    metadata.length,
    leavesAt,
    leaves.length,
    dataAt,
    data.length,
    addressed,
    entries.length,
    contents,
  ]
  for (const [index, number] of numbers.entries()) header.writeBigUInt64LE(BigInt(number), 8 + index * 8)
  const codes = [1, gzipCode, gzipCode, vectorTileCode, about.minZoom, about.maxZoom]
  for (const [index, code] of codes.entries()) header.writeUInt8(code, 96 + index)
  for (const [index, degrees] of about.bounds.entries()) header.writeInt32LE(Math.round(degrees * 1e7), 102 + index * 4)
  header.writeUInt8(about.center.zoom, 118)
  header.writeInt32LE(Math.round(about.center.lon * 1e7), 119)
  header.writeInt32LE(Math.round(about.center.lat * 1e7), 123)
  return Buffer.concat([header, root, metadata, leaves, data])
}

/** gzip whose header names no time and no operating system, so that every machine writes the same bytes. */
export function deterministicGzip(bytes) {
  const zipped = gzipSync(bytes, { level: 9 })
  zipped[9] = 255
  return zipped
}

function layOut(tiles) {
  const byId = [...tiles].map(({ z, x, y, data }) => ({ id: zxyToTileId(z, x, y), data })).sort((a, b) => a.id - b.id)
  const placeByHash = new Map()
  const blobs = []
  const entries = []
  let end = 0
  for (const { id, data } of byId) {
    const hash = createHash('sha256').update(data).digest('base64')
    let place = placeByHash.get(hash)
    if (place === undefined) {
      const zipped = deterministicGzip(data)
      place = { offset: end, length: zipped.length }
      placeByHash.set(hash, place)
      blobs.push(zipped)
      end += zipped.length
    }
    const last = entries.at(-1)
    // Open sea repeats for many tiles in a row: one entry counts the run.
    if (last !== undefined && last.offset === place.offset && last.id + last.run === id) last.run += 1
    else entries.push({ id, run: 1, ...place })
  }
  return { entries, data: Buffer.concat(blobs), addressed: byId.length, contents: blobs.length }
}

/** One root directory if it fits, else a root that points at leaves, each leaf twice as long until the root fits. */
function directories(entries) {
  const whole = directory(entries)
  if (headerBytes + whole.length < rootEndsBefore) return { root: whole, leaves: Buffer.alloc(0) }
  for (let perLeaf = 512; ; perLeaf *= 2) {
    const leaves = []
    const pointers = []
    let end = 0
    for (let start = 0; start < entries.length; start += perLeaf) {
      const leaf = directory(entries.slice(start, start + perLeaf))
      pointers.push({ id: entries[start].id, run: 0, offset: end, length: leaf.length })
      leaves.push(leaf)
      end += leaf.length
    }
    const root = directory(pointers)
    if (headerBytes + root.length < rootEndsBefore) return { root, leaves: Buffer.concat(leaves) }
  }
}

/** Columns one after the other: ids as steps, run lengths, lengths, offsets (0 when right behind the one before). */
function directory(entries) {
  const bytes = []
  const varint = (number) => {
    let rest = number
    while (rest >= 128) {
      bytes.push((rest % 128) + 128)
      rest = Math.floor(rest / 128)
    }
    bytes.push(rest)
  }
  varint(entries.length)
  entries.forEach((entry, index) => varint(entry.id - (entries[index - 1]?.id ?? 0)))
  for (const entry of entries) varint(entry.run)
  for (const entry of entries) varint(entry.length)
  entries.forEach((entry, index) => {
    const before = entries[index - 1]
    const follows = before !== undefined && before.offset + before.length === entry.offset
    varint(follows ? 0 : entry.offset + 1)
  })
  return deterministicGzip(Buffer.from(bytes))
}
