// SPDX-License-Identifier: Apache-2.0
import type { PlacesIndex } from './place-in-words'

const placesUrl = new URL('../../basemap/places.json', import.meta.url)
let loading: Promise<PlacesIndex> | undefined

/**
 * The places index, fetched from this host once (about 100 KB) and kept; a failed fetch is tried again at the next call.
 *
 * @throws {Error} when the file cannot be had; say nothing about the place then rather than something wrong
 */
export function loadPlaces(): Promise<PlacesIndex> {
  loading ??= fetchPlaces().catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}

async function fetchPlaces(): Promise<PlacesIndex> {
  const reply = await fetch(placesUrl)
  if (!reply.ok)
    throw new Error(`The places index could not be read (${reply.status}): positions stay without place names`)
  return (await reply.json()) as PlacesIndex
}
