// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises'
import { temporaryFolder, removeFolder } from '../machine/children'
import { freePort } from '../machine/free-port'
import { familyOf, proportionalMbOf, rssMbOf } from '../machine/process-table'
import { buildServer } from '../muster/build'
import { type MusterServer, startMuster } from '../muster/server'
import { median } from '../result/percentile'
import { row, type Row } from '../result/row'
import type { BenchOptions } from './bench'

const idleMs = { full: 20_000, quick: 4_000 } as const
const starts = { full: 7, quick: 3 } as const

/** How long until the server alone says "ready", and what it holds when nobody asks anything of it. */
export async function start({ quick, profileDir }: BenchOptions): Promise<Row[]> {
  await buildServer()
  const size = quick ? 'quick' : 'full'
  const dataDir = temporaryFolder()
  const port = await freePort()
  const timeStart = async () => {
    const server = await startMuster({ dataDir, port, profileDir })
    await server.stop()
    return server.startMs
  }
  try {
    const firstMs = await timeStart()
    const laterMs: number[] = []
    for (let round = 0; round < starts[size]; round++) laterMs.push(await timeStart())
    const memory = await idleMemory(await startMuster({ dataDir, port }), idleMs[size])
    return [
      row({
        id: 'start',
        what: `server alone, database initialised, to /health 200 (median of ${starts[size]})`,
        value: median(laterMs),
        unit: 'ms',
        limit: { atMost: 1_000 },
      }),
      row({ id: 'first-start', what: 'the very first start, which makes the database', value: firstMs, unit: 'ms' }),
      row({
        id: 'footprint',
        what: 'memory of server and PostgreSQL, idle; what its processes share counted once',
        value: memory.togetherMb,
        unit: 'MB',
        limit: { atMost: 250 },
      }),
      row({
        id: 'footprint-server',
        what: 'of that the server process by itself (RSS)',
        value: memory.serverMb,
        unit: 'MB',
      }),
    ]
  } finally {
    removeFolder(dataDir)
  }
}

async function idleMemory(server: MusterServer, waitMs: number) {
  try {
    await sleep(waitMs)
    // By itself in full: pages of Node that other programs happen to share are ours all the same.
    const serverMb = rssMbOf(server.pid)
    const postgresMb = proportionalMbOf(familyOf(server.pid).filter((pid) => pid !== server.pid))
    return { serverMb, togetherMb: serverMb === null || postgresMb === null ? null : serverMb + postgresMb }
  } finally {
    await server.stop()
  }
}
