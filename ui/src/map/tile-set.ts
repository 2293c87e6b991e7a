// SPDX-License-Identifier: Apache-2.0
import { basemapAttribution, basemapLimits } from './attribution'

/** The tiles that the server has: its own file, or the one that the agency brought. */
export interface TileSet {
  /** A path of this host with `{z}`, `{x}`, `{y}`, beginning with one slash. */
  readonly path: string
  readonly minZoom: number
  readonly maxZoom: number
  readonly attribution: string
  /** What the file cannot tell, for the operator; null when there is nothing to say. */
  readonly limits: string | null
}

export const suppliedTiles: TileSet = {
  path: '/tiles/{z}/{x}/{y}',
  minZoom: 0,
  maxZoom: 10,
  attribution: basemapAttribution,
  limits: basemapLimits,
}
