// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { PMTiles } from 'pmtiles'
import { expect, test } from 'vitest'
import { writePmtiles } from './pmtiles-writer.mjs'

const about = {
  metadata: { name: 'trial' },
  minZoom: 0,
  maxZoom: 8,
  bounds: [-10, 49, 2, 61],
  center: { lon: -3, lat: 54, zoom: 5 },
}

function openBytes(bytes) {
  const getBytes = async (offset, length) => ({ data: Uint8Array.from(bytes.subarray(offset, offset + length)).buffer })
  return new PMTiles({ getKey: () => 'bytes', getBytes })
}

/** Something of its own for each tile, of uneven length even when compressed: else directories pack to nothing. */
function land(z, x, y) {
  const hash = createHash('sha512').update(`${z} ${x} ${y}`).digest()
  return hash.subarray(0, 8 + (hash[63] % 50)).toString('latin1')
}

/** Every tile of a zoom: sea on the left half, land on the right. */
function* zoom(z) {
  for (let x = 0; x < 2 ** z; x += 1) {
    for (let y = 0; y < 2 ** z; y += 1) yield { z, x, y, data: Buffer.from(x < 2 ** (z - 1) ? 'sea' : land(z, x, y)) }
  }
}

test('[UI-162] what was written reads back, leaf directories included', async () => {
  const isKept = ({ x, y, data }) => data.length === 3 || (x * 31 + y * 17) % 3 !== 0
  const tiles = [...zoom(3), ...zoom(8)].filter(isKept)
  const archive = openBytes(writePmtiles(tiles, about))
  const header = await archive.getHeader()
  expect(header.leafDirectoryLength).toBeGreaterThan(0)
  expect(header).toMatchObject({
    minZoom: 0,
    maxZoom: 8,
    minLon: -10,
    maxLat: 61,
    clustered: true,
    numAddressedTiles: tiles.length,
    numTileContents: new Set(tiles.map(({ data }) => data.toString())).size,
  })
  expect(await archive.getMetadata()).toEqual({ name: 'trial' })
  for (const [z, x, y] of [
    [3, 0, 0],
    [3, 7, 6],
    [8, 3, 200],
    [8, 128, 0],
    [8, 255, 254],
    [8, 200, 18],
  ]) {
    const tile = await archive.getZxy(z, x, y)
    expect(Buffer.from(tile?.data ?? []).toString()).toBe(x < 2 ** (z - 1) ? 'sea' : land(z, x, y))
  }
  expect(await archive.getZxy(8, 200, 17)).toBeUndefined()
  expect(await archive.getZxy(7, 1, 1)).toBeUndefined()
})

test('[UI-162] equal tiles are stored once', async () => {
  const header = await openBytes(writePmtiles(zoom(5), about)).getHeader()
  expect(header.numTileContents).toBe(1 + 512)
  expect(header.numTileEntries).toBeLessThan(1024)
})

test('[UI-162] the same tiles give the same bytes, in whatever order they come', () => {
  const tiles = [...zoom(4)]
  expect(writePmtiles(tiles, about).equals(writePmtiles([...tiles].reverse(), about))).toBe(true)
})
