// SPDX-License-Identifier: Apache-2.0

/** Web Mercator ends here; nothing beyond can be drawn. Degrees. */
export const mercatorEndLat = 85.051129
const earthCircumferenceM = 40_075_016.686

/** Longitude to 0…1 across the map, west to east. */
export function lonToMercatorX(lon: number): number {
  return (lon + 180) / 360
}

/** Latitude to 0…1 down the map, north to south; clamped to the map's end. */
export function latToMercatorY(lat: number): number {
  const bounded = Math.max(-mercatorEndLat, Math.min(mercatorEndLat, lat))
  return (1 - Math.asinh(Math.tan((bounded * Math.PI) / 180)) / Math.PI) / 2
}

/** How much of the map's width a metre takes at this latitude. */
export function metresToMercator(metres: number, lat: number): number {
  return metres / (earthCircumferenceM * Math.cos((Math.min(Math.abs(lat), mercatorEndLat) * Math.PI) / 180))
}
