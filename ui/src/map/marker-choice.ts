// SPDX-License-Identifier: Apache-2.0

/** Why something has a label of its own on the map, most pressing first. */
export const markerKinds = ['alarm', 'acknowledged', 'selected', 'label'] as const
export type MarkerKind = (typeof markerKinds)[number]

/** Something on the map with its name beside it. */
export interface LabelledMarker {
  /** Number of the unit; what `onPick` gives back. */
  readonly no: number
  /** Degrees, WGS84. */
  readonly lat: number
  readonly lon: number
  readonly callsign: string
  readonly kind: MarkerKind
}

/** Each label is an element of the page; more than this would slow every movement of the map, and nobody reads them. */
export const mostMarkers = 300

/**
 * Which labels to show: the most pressing first, up to the limit, one per unit. `leftOut` is how many got none;
 * their units stay on the map as marks.
 */
export function chooseMarkers(markers: Iterable<LabelledMarker>): {
  readonly shown: readonly LabelledMarker[]
  readonly leftOut: number
} {
  const byUrgency = [...markers].sort((a, b) => markerKinds.indexOf(a.kind) - markerKinds.indexOf(b.kind))
  const firstByNo = new Map<number, LabelledMarker>()
  for (const marker of byUrgency) if (!firstByNo.has(marker.no)) firstByNo.set(marker.no, marker)
  const shown = [...firstByNo.values()].slice(0, mostMarkers)
  return { shown, leftOut: firstByNo.size - shown.length }
}
