// SPDX-License-Identifier: Apache-2.0
import { open } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { PMTiles, type RangeResponse, type Source } from 'pmtiles'

/** The basemap, tile by tile, from one PMTiles file on this machine: no request ever leaves for another host. */
export async function serveTiles(app: FastifyInstance, file: string): Promise<void> {
  const handle = await open(file, 'r')
  app.addHook('onClose', () => handle.close())
  const source: Source = {
    getKey: () => file,
    async getBytes(offset, length): Promise<RangeResponse> {
      const bytes = new Uint8Array(length)
      const { bytesRead } = await handle.read(bytes, 0, length, offset)
      return { data: bytes.buffer.slice(0, bytesRead) }
    },
  }
  const archive = new PMTiles(source)
  const header = await archive.getHeader()
  app.get<{ Params: { z: string; x: string; y: string } }>('/tiles/:z/:x/:y', async (request, reply) => {
    const [z, x, y] = [request.params.z, request.params.x, request.params.y].map(Number)
    if (z === undefined || x === undefined || y === undefined || !isTile(z, x, y)) return reply.callNotFound()
    const tile = z > header.maxZoom ? undefined : await archive.getZxy(z, x, y)
    reply.header('cache-control', 'public, max-age=86400')
    if (tile === undefined) return reply.code(204).send()
    return reply.type('application/x-protobuf').send(Buffer.from(tile.data))
  })
}

function isTile(z: number, x: number, y: number): boolean {
  const inside = (value: number) => Number.isInteger(value) && value >= 0 && value < 2 ** z
  return Number.isInteger(z) && z >= 0 && z <= 22 && inside(x) && inside(y)
}
