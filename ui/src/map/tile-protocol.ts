// SPDX-License-Identifier: Apache-2.0
import type { AddProtocolAction } from 'maplibre-gl'

/** In front of a tile's path, so that MapLibre asks `fetchTile`. A path has no host: no tile can come from elsewhere. */
export const tileScheme = 'muster-tiles'

/** The message of the error that is none; MapLibre carries nothing else of an error from thread to thread. */
export const notMapped = 'Beyond the detail of this map file'

/**
 * Fetches one tile from this host.
 *
 * MapLibre takes 404 for "nothing there" and leaves a hole; thrown, the same answer makes it fall back to what is mapped.
 *
 * @throws {Error} saying `notMapped` when the server has no such tile (204 or 404), else why it could not be read
 */
export const fetchTile: AddProtocolAction = async ({ url }, { signal }) => {
  const reply = await fetch(url.slice(`${tileScheme}://`.length), { signal })
  if (reply.status === 204 || reply.status === 404) throw new Error(notMapped)
  if (!reply.ok) throw new Error(`The map file's tiles could not be read (${reply.status})`)
  return { data: await reply.arrayBuffer() }
}
