// SPDX-License-Identifier: Apache-2.0

/** What `ui/basemap/build.mjs` writes to `places.json`. */
export interface PlacesIndex {
  readonly attribution: string
  readonly counties: readonly string[]
  /** Name, latitude, longitude (degrees), population, number of the county or -1. */
  readonly places: readonly (readonly [name: string, lat: number, lon: number, population: number, county: number])[]
}

const earthRadiusM = 6_371_009
/** Beyond this a place says nothing about where someone is. */
const furthestM = 50_000
/** Places are points, some hundred metres from their middle: nearer than this a direction would be made up. */
const atM = 300
const winds = ['north', 'north-east', 'east', 'south-east', 'south', 'south-west', 'west', 'north-west'] as const

/**
 * Where a position is, as one would say it on the air: "1.2 km north-east of Abingdon, Oxfordshire".
 *
 * Null when nothing with a name lies within 50 km. Counties come from coarse lines: a help to the ear, not a fact.
 *
 * @param lat degrees
 * @param lon degrees
 */
export function placeInWords(lat: number, lon: number, index: PlacesIndex): string | null {
  const nearest = nearestPlace(lat, lon, index)
  if (nearest === null) return null
  const { place, awayM, eastM, northM } = nearest
  const county = index.counties[place[4]]
  const name = county === undefined || county === place[0] ? place[0] : `${place[0]}, ${county}`
  return awayM < atM ? `at ${name}` : `${distanceInWords(awayM)} ${windOf(eastM, northM)} of ${name}`
}

/** Metres as people say them: to 100 m below one kilometre, to 0.1 km below ten, then whole kilometres. */
export function distanceInWords(metres: number): string {
  const hundreds = Math.round(metres / 100)
  if (hundreds < 10) return `${hundreds * 100} m`
  return hundreds < 100 ? `${(hundreds / 10).toFixed(1)} km` : `${Math.round(metres / 1000)} km`
}

function nearestPlace(lat: number, lon: number, index: PlacesIndex) {
  const metresPerDegree = (earthRadiusM * Math.PI) / 180
  const metresPerLonDegree = metresPerDegree * Math.cos((lat * Math.PI) / 180)
  let nearest: { place: PlacesIndex['places'][number]; awayM: number; eastM: number; northM: number } | null = null
  for (const place of index.places) {
    const northM = (lat - place[1]) * metresPerDegree
    const eastM = (lon - place[2]) * metresPerLonDegree
    const awayM = Math.hypot(eastM, northM)
    if (awayM <= (nearest?.awayM ?? furthestM)) nearest = { place, awayM, eastM, northM }
  }
  return nearest
}

function windOf(eastM: number, northM: number): string {
  const eighths = Math.round(Math.atan2(eastM, northM) / (Math.PI / 4))
  return winds[(eighths + 8) % 8] ?? 'north'
}
