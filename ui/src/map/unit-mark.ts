// SPDX-License-Identifier: Apache-2.0

/** Shapes tell states apart without colour. Their order is the number that the shader reads: add at the end only. */
export const markShapes = ['circle', 'triangle', 'square', 'diamond', 'plus', 'cross'] as const
export type MarkShape = (typeof markShapes)[number]

/** Lightened Okabe-Ito, without red: red is what `emergency` alone looks like. Order as for shapes. */
export const markTones = ['sky', 'orange', 'green', 'yellow', 'purple', 'white'] as const
export type MarkTone = (typeof markTones)[number]

/** One unit as the map draws it. */
export interface UnitMark {
  /** The unit's number, unique on the map: whole, below 2^24. */
  readonly no: number
  /** Degrees, WGS84. */
  readonly lat: number
  readonly lon: number
  /** When the position was taken, ms UTC. */
  readonly fixAtMs: number
  /** Radius in metres; null when the device did not say. */
  readonly accuracyM: number | null
  readonly shape: MarkShape
  readonly tone: MarkTone
  /** Too old to act on: grey and hollow, whatever the tone. */
  readonly stale: boolean
  readonly emergency: boolean
}

/** What changed since the map last heard: a few marks, or anything at all. */
export type MarkChange =
  | { readonly kind: 'all' }
  | { readonly kind: 'some'; readonly changed: Iterable<UnitMark>; readonly gone: Iterable<number> }

/** Where the map takes its marks from; it never holds them in component state. */
export interface MarkSource {
  readonly marks: () => Iterable<UnitMark>
  /** Calls back at most once per animation frame, please; returns the way to stop. */
  readonly subscribe: (heard: (change: MarkChange) => void) => () => void
}

/** Where the map looks. Degrees, and MapLibre's zoom of 512-pixel tiles. */
export interface MapPlace {
  readonly lat: number
  readonly lon: number
  readonly zoom: number
}
