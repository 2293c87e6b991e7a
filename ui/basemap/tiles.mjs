// SPDX-License-Identifier: Apache-2.0
import { pathToFileURL } from 'node:url'

/** Layers of the Protomaps basemap schema, in the order in which they are written. */
const layerNames = ['earth', 'water', 'boundaries', 'places']

/**
 * A cutter of vector tiles for a range of zooms that share their data.
 *
 * Features may carry `fromZoom` and `toZoom`; shapes are simplified below `exactZoom` and left alone at it.
 *
 * @returns {Promise<(layers: Record<string, object[]>, range: { from: number, to: number, exactZoom: number, tolerance: number,
 *   box: [number, number, number, number] }) => Generator<{ z: number, x: number, y: number, data: Uint8Array }>>}
 */
export async function tileCutter(packages) {
  const { default: geojsonvt } = await import(pathToFileURL(packages.load.resolve('geojson-vt')).href)
  const { fromGeojsonVt } = packages.load('vt-pbf')
  return function* cut(layers, range) {
    for (let z = range.from; z <= range.to; z += 1) {
      const indexes = layerNames.map((name) => {
        const features = (layers[name] ?? [])
          .filter(({ fromZoom = 0, toZoom = 99 }) => z >= fromZoom && z <= toZoom)
          .map(({ feature }) => feature)
        const options = {
          maxZoom: range.exactZoom,
          indexMaxZoom: Math.min(z, 5),
          indexMaxPoints: 0,
          tolerance: range.tolerance,
          buffer: 64,
        }
        return [name, geojsonvt({ type: 'FeatureCollection', features }, options)]
      })
      for (const { x, y } of addresses(z, range.box)) {
        const cutLayers = indexes
          .map(([name, index]) => [name, index.getTile(z, x, y)])
          .filter(([, tile]) => (tile?.features.length ?? 0) > 0)
        yield { z, x, y, data: fromGeojsonVt(Object.fromEntries(cutLayers), { version: 2 }) }
      }
    }
  }
}

/** Every tile of a zoom that touches the box, open sea included: an absent tile means "not mapped", an empty one "nothing there". */
function* addresses(z, [west, south, east, north]) {
  const size = 2 ** z
  const column = (lon) => Math.min(size - 1, Math.max(0, Math.floor(((lon + 180) / 360) * size)))
  const row = (lat) => {
    const bounded = Math.max(-85.05, Math.min(85.05, lat))
    const mercator = Math.asinh(Math.tan((bounded * Math.PI) / 180)) / Math.PI
    return Math.min(size - 1, Math.max(0, Math.floor(((1 - mercator) / 2) * size)))
  }
  for (let x = column(west); x <= column(east); x += 1) for (let y = row(north); y <= row(south); y += 1) yield { x, y }
}
