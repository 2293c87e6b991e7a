// SPDX-License-Identifier: Apache-2.0
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrations } from '../migrations/index'
import { migrate } from '../shell/db/migrate'
import { launchEmbedded } from '../shell/embedded/launch'

declare module 'vitest' {
  interface ProvidedContext {
    readonly postgres: pg.ClientConfig
  }
}

const template = 'muster_template'

/**
 * One PostgreSQL for the whole run: the embedded one, or TEST_DATABASE_URL. Its template has the schema;
 * each test file copies it.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const external = process.env['TEST_DATABASE_URL']
  const dir = await mkdtemp(join(tmpdir(), 'muster-test-'))
  // As root, PostgreSQL runs as somebody else, who must be able to pass through.
  await chmod(dir, 0o711)
  const embedded =
    external === undefined
      ? await launchEmbedded({ dataDir: dir, onEvent: () => undefined, settings: { fsync: 'off' } })
      : null
  const postgres: pg.ClientConfig = embedded?.connection ?? { connectionString: external as string }
  const client = new pg.Client(postgres)
  await client.connect()
  await client.query(`drop database if exists ${template}`)
  await client.query(`create database ${template}`)
  await client.end()
  await migrate(inDatabase(postgres, template), migrations)
  project.provide('postgres', postgres)
  return async () => {
    await embedded?.stop()
    await rm(dir, { recursive: true, force: true })
  }
}

export function inDatabase(postgres: pg.ClientConfig, database: string): pg.PoolConfig {
  if (postgres.connectionString === undefined) return { ...postgres, database }
  const url = new URL(postgres.connectionString)
  url.pathname = `/${database}`
  return { connectionString: url.toString() }
}
