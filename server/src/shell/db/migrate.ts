// SPDX-License-Identifier: Apache-2.0
import { Kysely, Migrator, PostgresDialect, type Migration } from 'kysely'
import pg from 'pg'
import type { Tables } from './database'

/**
 * Bring the schema up to date, under PostgreSQL's own lock: several nodes may start at once. Runs as
 * the owner of the tables; the application's roles get only what each migration grants.
 */
export async function migrate(connection: pg.PoolConfig, migrations: Record<string, Migration>): Promise<string[]> {
  const pool = new pg.Pool({ ...connection, max: 2 })
  pool.on('error', () => undefined)
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  try {
    const migrator = new Migrator({ db: kysely, provider: { getMigrations: async () => migrations } })
    const { error, results } = await migrator.migrateToLatest()
    if (error !== undefined) throw error instanceof Error ? error : new Error('migration failed', { cause: error })
    return (results ?? []).map((result) => result.migrationName)
  } finally {
    await kysely.destroy()
  }
}
