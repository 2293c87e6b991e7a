// SPDX-License-Identifier: Apache-2.0
import { layers, namedFlavor, type Flavor } from '@protomaps/basemaps'
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl'
import { mapFonts } from './fonts'
import { mapColours, type MapColours, type MapTheme } from './map-theme'
import { tileScheme } from './tile-protocol'
import { suppliedTiles, type TileSet } from './tile-set'

const sourceId = 'basemap'
/** These want a picture sheet (arrows, shields, symbols of shops), which would be another file to fetch and adds nothing here. */
const pictured = new Set(['roads_oneway', 'roads_shields', 'pois'])

/**
 * The basemap's style for one theme. Both themes have the same layers in the same order, so that MapLibre changes
 * from one to the other by colours alone and keeps the units' layer.
 */
export function mapStyle(theme: MapTheme, tiles: TileSet = suppliedTiles): StyleSpecification {
  const colours = mapColours[theme]
  return {
    version: 8,
    'font-faces': mapFonts,
    sources: {
      [sourceId]: {
        type: 'vector',
        tiles: [`${tileScheme}://${tiles.path}`],
        minzoom: tiles.minZoom,
        maxzoom: tiles.maxZoom,
        attribution: tiles.attribution,
      },
    },
    layers: layers(sourceId, flavorOf(theme, colours), { lang: 'en' })
      .filter((layer) => !pictured.has(layer.id))
      .map(adapted),
  }
}

function flavorOf(theme: MapTheme, colours: MapColours): Flavor {
  const halo = colours.earth
  return {
    ...namedFlavor(theme),
    background: colours.water,
    earth: colours.earth,
    water: colours.water,
    boundaries: colours.line,
    ocean_label: colours.waterLabel,
    country_label: colours.quietLabel,
    city_label: colours.label,
    city_label_halo: halo,
    subplace_label: colours.quietLabel,
    subplace_label_halo: halo,
    state_label: colours.quietLabel,
    state_label_halo: halo,
    address_label: colours.quietLabel,
    address_label_halo: halo,
    roads_label_major: colours.quietLabel,
    roads_label_major_halo: halo,
    roads_label_minor: colours.quietLabel,
    roads_label_minor_halo: halo,
  }
}

/** Names in one language and font, since the original asks for fonts and scripts not supplied here; lines one can see. */
function adapted(layer: LayerSpecification): LayerSpecification {
  if (layer.type === 'symbol') {
    const { 'icon-image': _image, 'icon-size': _size, 'icon-padding': _padding, ...layout } = layer.layout ?? {}
    return { ...layer, layout: { ...layout, 'text-field': ['coalesce', ['get', 'name:en'], ['get', 'name'], ''] } }
  }
  // County lines are the bones of this map; as hairlines they would be lost under the units.
  if (layer.type === 'line' && layer.id === 'boundaries_country')
    return { ...layer, paint: { ...layer.paint, 'line-width': 1.4 } }
  if (layer.type === 'line' && layer.id === 'boundaries') {
    return {
      ...layer,
      paint: {
        ...layer.paint,
        'line-width': ['interpolate', ['linear'], ['zoom'], 6, 0.6, 10, 1.2],
        'line-dasharray': [3, 2],
      },
    }
  }
  return layer
}
