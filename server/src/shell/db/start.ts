// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { Client } from 'pg'
import type { Config } from '../config'
import { launchEmbedded, LaunchFailed } from '../embedded/launch'
import type { Log } from '../log'

export interface RunningDatabase {
  readonly connection: pg.PoolConfig
  stop(): Promise<void>
}

const retryMs = 3_000

/**
 * PostgreSQL: the operator's own, or the embedded one. A server that is not there yet, or a disk that is
 * full, is waited for: presses are taken meanwhile. What waiting cannot mend is thrown.
 */
export async function startDatabase(config: Config, log: Log): Promise<RunningDatabase> {
  for (;;) {
    try {
      return config.databaseUrl === null ? await startEmbedded(config, log) : await reachExternal(config.databaseUrl)
    } catch (error) {
      if (error instanceof LaunchFailed && error.code !== 'disk-full') throw error
      log.error(
        { error: error instanceof Error ? error.message : String(error) },
        'no database yet; presses are taken, everything else waits',
      )
      await sleep(retryMs)
    }
  }
}

async function startEmbedded(config: Config, log: Log): Promise<RunningDatabase> {
  const launched = await launchEmbedded({
    dataDir: config.dataDir,
    onEvent: (event, fields) => log[event === 'postgres-started' ? 'info' : 'warn'](fields, event),
  })
  // Named in full, or PGPORT and PGSSLMODE of the environment would have a say.
  return { connection: { ...launched.connection, port: 5432, ssl: false }, stop: () => launched.stop() }
}

async function reachExternal(url: string): Promise<RunningDatabase> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  await client.connect()
  await client.end()
  return { connection: { connectionString: url }, stop: async () => undefined }
}
