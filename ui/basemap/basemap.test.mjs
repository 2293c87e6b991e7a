// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { PMTiles } from 'pmtiles'
import { expect, test } from 'vitest'

const bytes = readFileSync(new URL('muster-gb-ie.pmtiles', import.meta.url))
const getBytes = async (offset, length) => ({ data: Uint8Array.from(bytes.subarray(offset, offset + length)).buffer })
const archive = new PMTiles({ getKey: () => 'committed', getBytes })

/** Layer names and raw bytes of a vector tile: field 3 of the tile, and in it field 1. */
async function layersOf(z, x, y) {
  const tile = Buffer.from((await archive.getZxy(z, x, y))?.data ?? [])
  const layers = new Map()
  let at = 0
  const varint = () => {
    let number = 0
    for (let shift = 0; ; shift += 7) {
      const byte = tile[at++]
      number += (byte & 127) * 2 ** shift
      if (byte < 128) return number
    }
  }
  while (at < tile.length) {
    expect(varint()).toBe((3 << 3) | 2)
    const end = varint() + at
    const layer = tile.subarray(at, end)
    // The version comes first (two bytes), then the name.
    layers.set(layer.subarray(4, 4 + layer[3]).toString(), layer)
    at = end
  }
  return layers
}

test('[UI-160] the committed file opens and says what it is', async () => {
  expect(bytes.length).toBeLessThan(3_000_000)
  const header = await archive.getHeader()
  expect(header).toMatchObject({
    specVersion: 3,
    tileType: 1,
    tileCompression: 2,
    minZoom: 0,
    maxZoom: 10,
    clustered: true,
    minLon: -180,
    maxLon: 180,
  })
  const metadata = await archive.getMetadata()
  expect(metadata.attribution).toMatch(/OpenStreetMap.*ODbL.*GeoNames.*CC BY 4.0.*Natural Earth/)
  expect(metadata.vector_layers.map(({ id }) => id)).toEqual(['earth', 'water', 'boundaries', 'places'])
})

test('[UI-161] it has its layers, London on it, and nothing in the open sea', async () => {
  const london = await layersOf(8, 127, 85)
  expect([...london.keys()]).toEqual(['earth', 'water', 'boundaries', 'places'])
  expect(london.get('places')?.includes('London')).toBe(true)
  expect((await archive.getZxy(10, 481, 330))?.data.byteLength).toBe(0)
  expect((await layersOf(10, 507, 340)).get('places')?.includes('Wantage')).toBe(true)
})

test('[UI-161] every tile around Great Britain and Ireland is there; beyond, the file ends at zoom 5', async () => {
  for (const [x, y] of [
    [480, 290],
    [519, 290],
    [480, 349],
    [519, 349],
    [500, 320],
  ])
    expect(await archive.getZxy(10, x, y)).toBeDefined()
  expect(await archive.getZxy(5, 17, 11)).toBeDefined()
  expect(await archive.getZxy(8, 140, 88)).toBeUndefined()
})

test('[UI-163] the places index is small and every place has its county', () => {
  const text = readFileSync(new URL('places.json', import.meta.url))
  expect(gzipSync(text).length).toBeLessThan(300_000)
  const { places, counties } = JSON.parse(text.toString())
  expect(places.length).toBeGreaterThan(6_000)
  expect(places.filter(([, , , , county]) => counties[county] === undefined)).toEqual([])
  const countyOf = (name, lat) =>
    counties[places.find((place) => place[0] === name && Math.floor(place[1]) === lat)?.[4]]
  const known = [
    ['Abingdon', 51, 'Oxfordshire'],
    ['Wigan', 53, 'Greater Manchester'],
    ['Hartlepool', 54, 'County Durham'],
    ['Truro', 50, 'Cornwall'],
    ['Lisburn', 54, 'Northern Ireland'],
    ['Swords', 53, 'County Dublin'],
    ['Kirkwall', 58, 'Orkney'],
    ['Slough', 51, 'Berkshire'],
  ]
  expect(known.map(([name, lat]) => [name, lat, countyOf(name, lat)])).toEqual(known)
})
