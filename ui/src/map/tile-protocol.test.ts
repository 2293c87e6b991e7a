// SPDX-License-Identifier: Apache-2.0
import { afterEach, expect, test, vi } from 'vitest'
import { fetchTile, notMapped } from './tile-protocol'

afterEach(() => vi.unstubAllGlobals())
const answering = (status: number, body: BodyInit | null = null) => {
  const fetched = vi.fn<() => Promise<Response>>(async () => new Response(body, { status }))
  vi.stubGlobal('fetch', fetched)
  return fetched
}
const ask = () => fetchTile({ url: 'muster-tiles:///tiles/8/126/84' }, new AbortController())

test('[UI-101] a tile is asked for by its path alone', async () => {
  const fetched = answering(200, new Uint8Array([1, 2]))
  expect(new Uint8Array((await ask()).data as ArrayBuffer)).toEqual(new Uint8Array([1, 2]))
  expect(fetched).toHaveBeenCalledWith('/tiles/8/126/84', expect.anything())
})

test.each([204, 404])('[UI-107] %i means that the file ends here', async (status) => {
  answering(status)
  await expect(ask()).rejects.toThrow(notMapped)
})

test.each([401, 500])('[UI-107] %i is a fault', async (status) => {
  answering(status)
  await expect(ask()).rejects.toThrow(String(status))
})
