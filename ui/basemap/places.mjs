// SPDX-License-Identifier: Apache-2.0
import { countyFinder } from './counties.mjs'

const homeCountries = new Set(['GB', 'IE', 'IM', 'JE', 'GG'])
const islands = { IM: 'Isle of Man', JE: 'Jersey', GG: 'Guernsey' }
/** Parts of a larger place, and places that are gone (GeoNames feature codes). */
const gone = new Set(['PPLH', 'PPLQ', 'PPLW', 'PPLCH'])

/**
 * Reads the populated places of GeoNames' cities500 table.
 *
 * @param {string} table tab-separated, columns as GeoNames documents them
 */
export function readPlaces(table) {
  const rows = table
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))
  return (
    rows
      .map((row) => ({
        id: Number(row[0]),
        name: row[1],
        lat: Number(row[4]),
        lon: Number(row[5]),
        code: row[7],
        country: row[8],
        first: row[10],
        second: row[11],
        population: Number(row[14]),
      }))
      .filter((place) => !gone.has(place.code))
      // Largest first, so that both the labels' order and the file's bytes are settled.
      .sort((a, b) => b.population - a.population || a.id - b.id)
  )
}

/** Whether a place lies in Great Britain, Ireland or the islands around them. */
export function isAtHome(place) {
  return homeCountries.has(place.country)
}

/**
 * The places as map labels in the Protomaps schema, each with the first zoom that shows it.
 *
 * @param {ReturnType<typeof readPlaces>} places
 */
export function placeLabels(places) {
  return places.flatMap((place) => {
    const fromZoom = isAtHome(place) ? homeZoom(place) : abroadZoom(place)
    return fromZoom === null ? [] : [label(place, fromZoom)]
  })
}

function label(place, fromZoom) {
  const isPart = place.code === 'PPLX'
  const properties = {
    name: place.name,
    kind: isPart ? 'neighbourhood' : 'locality',
    kind_detail: place.population >= 100_000 ? 'city' : place.population >= 8_000 ? 'town' : 'village',
    population: place.population,
    population_rank: populationRank(place.population),
    min_zoom: fromZoom,
    sort_key: Math.round(1000 - 100 * Math.log10(place.population + 1)),
    ...(place.code === 'PPLC' ? { capital: 'yes' } : {}),
  }
  return {
    fromZoom,
    feature: { type: 'Feature', properties, geometry: { type: 'Point', coordinates: [place.lon, place.lat] } },
  }
}

function homeZoom(place) {
  if (place.code === 'PPLC') return 3
  if (place.code === 'PPLX') return 10
  return firstAtLeast(
    [
      [1e6, 4],
      [400_000, 5],
      [150_000, 6],
      [60_000, 7],
      [15_000, 8],
      [3_000, 9],
      [0, 10],
    ],
    place.population,
  )
}

function abroadZoom(place) {
  if (place.code === 'PPLC') return place.population >= 1e6 ? 3 : 4
  return firstAtLeast(
    [
      [5e6, 3],
      [2e6, 4],
      [500_000, 5],
      [150_000, 6],
      [60_000, 7],
      [30_000, 8],
    ],
    place.population,
  )
}

function firstAtLeast(steps, population) {
  return steps.find(([least]) => population >= least)?.[1] ?? null
}

/** The schema's rank: how many of its thresholds a population reaches. Source: Protomaps basemap schema, `places`. */
export function populationRank(population) {
  const thresholds = [0, 200, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6, 5e6, 1e7, 2e7, 5e7, 1e8, 1e9]
  return thresholds.filter((threshold) => population >= threshold).length
}

/**
 * The index behind "1.2 km north-east of Abingdon, Oxfordshire": places at home, county by number.
 *
 * @param {ReturnType<typeof readPlaces>} places
 * @param {{ polygons: number[][][][], county: string, code: string | null }[]} areas
 */
export function placesIndex(places, areas) {
  const countyByCode = new Map(areas.filter(({ code }) => code !== null).map(({ code, county }) => [code, county]))
  const countyAround = countyFinder(areas)
  const countyOf = (place) => {
    if (place.country in islands) return islands[place.country]
    if (place.first === 'NIR') return 'Northern Ireland'
    return countyByCode.get(`${place.country}.${place.second}`) ?? countyAround(place.lon, place.lat)
  }
  const found = places.filter(isAtHome).map((place) => ({ ...place, county: countyOf(place) }))
  const counties = [...new Set(found.map(({ county }) => county))]
    .filter((county) => county !== null)
    .sort((a, b) => (a < b ? -1 : 1))
  return {
    attribution: 'Places © GeoNames (CC BY 4.0); counties from Natural Earth',
    counties,
    // [name, latitude, longitude, population, number of the county or -1]
    places: found.map(({ name, lat, lon, population, county }) => [
      name,
      rounded(lat),
      rounded(lon),
      population,
      counties.indexOf(county),
    ]),
  }
}

/** Four decimals are about 10 m: finer than GeoNames itself. */
function rounded(degrees) {
  return Math.round(degrees * 1e4) / 1e4
}
