// SPDX-License-Identifier: Apache-2.0

/**
 * Natural Earth names districts by their councils, and some wrongly; a dispatcher says the county.
 * By GeoNames code, where neither its name nor its `region_sub` is what people say.
 */
const saidByCode = {
  'GB.P7': 'Greater Manchester', // Wigan, filed under Merseyside
  'GB.J4': 'Somerset',
  'GB.A4': 'Somerset',
  'GB.B7': 'Bristol',
  'GB.M6': 'Gloucestershire',
  'GB.D8': 'County Durham',
  'GB.D1': 'County Durham',
  'GB.F5': 'County Durham',
  'GB.N3': 'County Durham',
  'GB.K9': 'North Yorkshire',
  'GB.I5': 'North Yorkshire',
  'GB.E1': 'East Riding of Yorkshire',
  'GB.G6': 'East Riding of Yorkshire',
  'GB.J2': 'Lincolnshire',
  'GB.J3': 'Lincolnshire',
  'GB.G2': 'Isle of Wight',
  'GB.Z9': 'Isles of Scilly',
  'GB.V7': 'North Ayrshire',
  'GB.W1': 'Perth and Kinross',
  'GB.W8': 'Western Isles',
  'GB.W3': 'Shetland',
  'GB.Y9': 'Rhondda Cynon Taf',
  'GB.U8': 'Edinburgh',
  'IE.15': 'County Laois',
}

/**
 * The county as it is said on the air, for one first-level area of Natural Earth in Great Britain or Ireland.
 *
 * @param {{ iso_a2: string, name: string, type_en: string | null, region: string | null, region_sub: string | null,
 *   gn_a1_code: string | null, gu_a3: string | null }} area
 */
export function countyInWords(area) {
  // Cornwall carries the code of the Isles of Scilly.
  const said = area.name === 'Cornwall' ? 'Cornwall' : saidByCode[area.gn_a1_code]
  if (said !== undefined) return said
  if (area.iso_a2 === 'IE') return irishCounty(area)
  if (area.iso_a2 === 'GG') return 'Guernsey'
  // The districts in the data were abolished in 2015: better the province than a council that is gone.
  if (area.gu_a3 === 'NIR') return 'Northern Ireland'
  if (area.region === 'Greater London') return 'London'
  const isPartOfCounty = area.gu_a3 === 'ENG' && /^(Unitary Authority|Metropolitan Borough)$/.test(area.type_en ?? '')
  return isPartOfCounty ? area.region_sub : area.name
}

function irishCounty(area) {
  if (area.region === 'Dublin') return 'County Dublin'
  return `County ${area.region_sub === 'Tipperary' ? 'Tipperary' : area.name}`
}

/**
 * A finder from a point to its county: the area around it, else the one whose outline is nearest, at most ~20 km off.
 *
 * @param {{ polygons: number[][][][], county: string }[]} areas
 */
export function countyFinder(areas) {
  const boxed = areas.map((area) => ({ ...area, box: boxOf(area.polygons) }))
  return (lon, lat) => {
    const near = boxed.filter(
      ({ box }) => lon > box[0] - 0.3 && lon < box[2] + 0.3 && lat > box[1] - 0.2 && lat < box[3] + 0.2,
    )
    const around = near.find(({ polygons }) =>
      polygons.some((rings) => rings.filter((ring) => isInside(lon, lat, ring)).length % 2 === 1),
    )
    if (around !== undefined) return around.county
    const distances = near.map((area) => ({ county: area.county, away: outlineDistance(lon, lat, area.polygons) }))
    return distances.filter(({ away }) => away < 0.2).sort((a, b) => a.away - b.away)[0]?.county ?? null
  }
}

export function boxOf(polygons) {
  const points = polygons.flat(2)
  return points.reduce(
    ([west, south, east, north], [lon, lat]) => [
      Math.min(west, lon),
      Math.min(south, lat),
      Math.max(east, lon),
      Math.max(north, lat),
    ],
    [180, 90, -180, -90],
  )
}

function isInside(lon, lat, ring) {
  let inside = false
  for (let index = 1; index < ring.length; index += 1) {
    const [ax, ay] = ring[index - 1]
    const [bx, by] = ring[index]
    if (ay > lat !== by > lat && lon < ((bx - ax) * (lat - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}

function outlineDistance(lon, lat, polygons) {
  const narrow = Math.cos((lat * Math.PI) / 180)
  return Math.min(
    ...polygons
      .flat()
      .map((ring) => ring.reduce((least, [x, y]) => Math.min(least, Math.hypot((x - lon) * narrow, y - lat)), 9)),
  )
}
