// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'

/** WGS84 degrees. */
export const Latitude = z.number().min(-90).max(90)
export const Longitude = z.number().min(-180).max(180)

/** Where the protocols that report positions come in. */
export const fixSources = ['field-app', 'owntracks', 'osmand', 'radio', 'tak'] as const
export const FixSource = z.enum(fixSources)
export type FixSource = z.output<typeof FixSource>

/** A position of one unit at one time. Metres, m/s, degrees true; null means not known. */
export interface Fix {
  readonly atMs: number
  readonly lat: number
  readonly lon: number
  readonly accuracyM: number | null
  readonly speedMps: number | null
  readonly courseDeg: number | null
  readonly altitudeM: number | null
  readonly batteryPercent: number | null
  readonly source: FixSource
}
