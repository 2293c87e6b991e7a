// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useServerNow } from '../../live/feed'
import { ageToText, msToUtc } from '../../parts/time'

interface Place {
  readonly lat: number
  readonly lon: number
  readonly accuracyM: number | null
  readonly atMs: number
}

/** A place in words, as a grid reference and in degrees, with its age and accuracy. */
export function PlaceLine({ place }: { place: Place }): ReactNode {
  const now = useServerNow()
  const said = useQuery({
    queryKey: ['place', place.lat.toFixed(4), place.lon.toFixed(4)],
    queryFn: () => inWords(place.lat, place.lon),
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  })
  const words = said.data?.words ?? null
  const grid = said.data?.grid ?? null
  const accuracy = place.accuracyM === null ? 'accuracy not known' : `±${Math.round(place.accuracyM)} m`
  return (
    <>
      {words !== null && (
        <>
          {words}
          <br />
        </>
      )}
      {grid !== null && <>{grid} · </>}
      {place.lat.toFixed(5)}, {place.lon.toFixed(5)}
      <br />
      <span title={msToUtc(place.atMs)}>
        {accuracy}, {ageToText(now - place.atMs)} old
      </span>
    </>
  )
}

/** Loaded apart: the index of places and the grid are not needed before somebody asks where. */
async function inWords(lat: number, lon: number): Promise<{ words: string | null; grid: string | null }> {
  const [{ placeInWords }, { loadPlaces }, { positionToGridReference }] = await Promise.all([
    import('@muster/ui/map/place-in-words'),
    import('@muster/ui/map/places-index'),
    import('@muster/ui/map/grid-reference'),
  ])
  // Without the index the grid reference still stands: say less rather than something wrong.
  const index = await loadPlaces().catch(() => null)
  return { words: index === null ? null : placeInWords(lat, lon, index), grid: positionToGridReference(lat, lon) }
}
