// SPDX-License-Identifier: Apache-2.0
import OsGridRef, { LatLon } from 'geodesy/osgridref.js'

/** Digits of a grid reference, and the side of the square it names in metres. */
export const gridSquareM = { 2: 10_000, 4: 1_000, 6: 100, 8: 10, 10: 1 } as const
export type GridDigits = keyof typeof gridSquareM

/** Easting and northing of the grid's last square, in metres. */
const gridEndM = { east: 700_000, north: 1_300_000 }

/**
 * A WGS84 position as a British National Grid reference, such as `SU 49700 97100`: the south-west corner of its square.
 *
 * Null outside the grid. The grid reaches over the sea and over parts of Ireland and France, where another grid is in use;
 * a reference there is right but not what people there say. Good to about 5 m, since the datums are joined by a Helmert
 * transformation rather than OSTN15.
 *
 * @param lat degrees
 * @param lon degrees
 */
export function positionToGridReference(lat: number, lon: number, digits: GridDigits = 8): string | null {
  if (!(lat > 48 && lat < 62 && lon > -12 && lon < 5)) return null // beyond this the projection's series mean nothing
  try {
    const grid = new LatLon(lat, lon).toOsGrid()
    return grid.easting < gridEndM.east && grid.northing < gridEndM.north ? grid.toString(digits) : null
  } catch (error) {
    if (error instanceof Error && /invalid (easting|northing)/.test(error.message)) return null
    throw error
  }
}

/**
 * A grid reference, with or without spaces, as the WGS84 position of its square's south-west corner.
 *
 * Null when it is no reference of the British National Grid. `squareM` is the side of the square meant, in metres.
 */
export function gridReferenceToPosition(
  text: string,
): { readonly lat: number; readonly lon: number; readonly squareM: number } | null {
  const plain = text.replaceAll(/\s/g, '').toUpperCase()
  if (!/^[HJNOST][A-HJ-Z](\d\d){1,5}$/.test(plain)) return null
  const half = (plain.length - 2) / 2
  const squareM = 10 ** (5 - half)
  const corner = hundredKmCorner(plain)
  try {
    // Not the library's own reading of letters, which does not know the squares OV and JV on the eastern shores.
    const grid = new OsGridRef(
      corner.eastM + Number(plain.slice(2, 2 + half)) * squareM,
      corner.northM + Number(plain.slice(2 + half)) * squareM,
    )
    const { lat, lon } = grid.toLatLon()
    return { lat, lon, squareM }
  } catch (error) {
    // Letters of squares that lie off the grid, such as HA or SY: far out in the Atlantic or under France.
    if (error instanceof Error && error.message.startsWith('invalid ')) return null
    throw error
  }
}

/** The south-west corner of the 100 km square that two letters name: A to Z without I, from the north-west, five to a row. */
function hundredKmCorner(letters: string): { readonly eastM: number; readonly northM: number } {
  const alphabet = 'ABCDEFGHJKLMNOPQRSTUVWXYZ'
  const large = alphabet.indexOf(letters.charAt(0))
  const small = alphabet.indexOf(letters.charAt(1))
  const east = ((large % 5) - 2) * 5 + (small % 5)
  const north = (3 - Math.floor(large / 5)) * 5 + (4 - Math.floor(small / 5))
  return { eastM: east * 100_000, northM: north * 100_000 }
}
