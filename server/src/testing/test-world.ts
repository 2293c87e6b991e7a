// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { openApp } from '../app'
import { openSessions } from '../features/identity/index'
import { migrations } from '../migrations/index'
import { readConfig } from '../shell/config'
import { openLog, silentLog } from '../shell/log'
import { projectRoot } from '../shell/project-root'
import { openWorld, type World } from '../shell/world'
import { inDatabase } from './global-setup'

/** A whole server on a free port, with its own copy of the template database and its own data directory. */
export interface TestWorld {
  readonly world: World
  readonly url: string
  readonly dataDir: string
  /** Straight into the database, as its owner, past row-level security: to look, and to tamper. */
  readonly owner: pg.Client
  readonly connection: pg.PoolConfig
  /** End this server (and do something while it is down), without a word to anybody and open another on the same data: what a crash leaves. */
  restart(meanwhile?: () => Promise<void>): Promise<TestWorld>
  close(): Promise<void>
}

export async function openTestWorld(env: Record<string, string> = {}): Promise<TestWorld> {
  const postgres = inject('postgres')
  const database = `test_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client(postgres)
  await admin.connect()
  await admin.query(`create database ${database} template muster_template`)
  await admin.end()
  const dataDir = await mkdtemp(join(tmpdir(), 'muster-world-'))
  return openOn(inDatabase(postgres, database), dataDir, {
    MUSTER_DEMO: '1',
    MUSTER_PORT: '0',
    MUSTER_DATA: dataDir,
    ...env,
  })
}

async function openOn(connection: pg.PoolConfig, dataDir: string, env: Record<string, string>): Promise<TestWorld> {
  const world = await openWorld({
    config: readConfig(env),
    log: process.env['TEST_LOG'] === undefined ? silentLog : openLog('warn'),
    migrations,
    openSessions,
    openApp,
    root: projectRoot(),
  })
  await world.connect(connection)
  const owner = new pg.Client(connection)
  await owner.connect()
  return {
    world,
    url: world.url,
    dataDir,
    owner,
    connection,
    async restart(meanwhile) {
      await owner.end()
      await world.close()
      await meanwhile?.()
      return openOn(connection, dataDir, env)
    },
    async close() {
      await owner.end()
      await world.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
