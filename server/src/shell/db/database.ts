// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@muster/contract/instant'
import { Refused } from '@muster/contract/refusal'
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { Bus } from '../bus'
import type { Log } from '../log'
import { anyone, type Viewer } from '../viewer'
import { tell } from './outbox'
import { isLost, isUnstorableText, isWorthRetrying } from './pg-errors'

/** Tables are named in SQL; rows are typed where they are read. */
export type Tables = Record<never, never>

/** One transaction, opened for one viewer. Features get this and never the pool. */
export interface Tx {
  readonly db: Transaction<Tables>
  readonly viewer: Viewer
  readonly now: Instant
  /** Live and lossy: leaves after the commit, for screens. */
  announce(topic: string, news: unknown): void
  /** Through the outbox: committed with the change, delivered at least once to every subscriber. */
  tell(topic: string, body: Record<string, unknown>): Promise<void>
}

export interface Database {
  /** As the application's role: row-level security decides what the viewer's statements see. */
  transaction<T>(viewer: Viewer, work: (tx: Tx) => Promise<T>): Promise<T>
  /** As the jobs role, which sees every row: timers, the sequencer, live state, batches of positions. */
  asJobs<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Until this is called, and whenever PostgreSQL is away, transactions are refused as database-unavailable. */
  connect(connection: pg.PoolConfig): void
  ping(): Promise<void>
  close(): Promise<void>
}

interface Options {
  readonly now: () => Instant
  readonly bus: Bus
  readonly log: Log
}

const attempts = 4

/** Two pools, so that background work can never starve a request of its connection. */
export function openDatabase({ now, bus, log }: Options): Database {
  let pools: { readonly app: Kysely<Tables>; readonly jobs: Kysely<Tables> } | null = null

  async function run<T>(which: 'app' | 'jobs', viewer: Viewer, work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      if (pools === null) throw unavailable()
      const pool = pools[which]
      const news: { topic: string; body: unknown }[] = []
      try {
        const result = await pool.transaction().execute(async (db) => {
          await setViewer(db, viewer)
          const at = now()
          return work({
            db,
            viewer,
            now: at,
            announce: (topic, body) => news.push({ topic, body }),
            tell: (topic, body) => tell(db, topic, body, at),
          })
        })
        for (const { topic, body } of news) bus.publish(topic, body)
        return result
      } catch (error) {
        if (isWorthRetrying(error) && attempt < attempts) continue
        if (isLost(error)) throw unavailable()
        if (isUnstorableText(error))
          throw new Refused('bad-request', 'The text holds a character that cannot be stored. Remove it.')
        throw error
      }
    }
  }

  return {
    transaction: (viewer, work) => run('app', viewer, work),
    asJobs: (work) => run('jobs', anyone, work),
    connect(connection) {
      pools ??= { app: openPool(connection, 'muster_app', 12, log), jobs: openPool(connection, 'muster_jobs', 8, log) }
    },
    ping: () => run('app', anyone, async ({ db }) => void (await sql`select 1`.execute(db))),
    close: async () => {
      await Promise.all([pools?.app.destroy(), pools?.jobs.destroy()])
    },
  }
}

function unavailable(): Refused {
  return new Refused('database-unavailable', 'The database is not answering. Try again in a few seconds.')
}

function openPool(connection: pg.PoolConfig, role: string, max: number, log: Log): Kysely<Tables> {
  const pool = new pg.Pool({
    ...connection,
    max,
    options: `-c role=${role} -c statement_timeout=30000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=30000`,
    connectionTimeoutMillis: 5_000,
    // A server that hangs cannot enforce its own time limit.
    query_timeout: 35_000,
    idleTimeoutMillis: 60_000,
  })
  // Without these two a restart of PostgreSQL would end the process.
  pool.on('error', (error) => log.warn({ error: error.message }, 'database connection lost'))
  pool.on('connect', (client) =>
    client.on('error', (error) => log.debug({ error: error.message }, 'database client error')),
  )
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

/** From here on the transaction sees what this viewer may see. */
export async function setViewer(db: Transaction<Tables>, viewer: Viewer): Promise<void> {
  if (viewer.kind !== 'person') return
  await sql`select
    set_config('muster.person', ${viewer.personId}, true),
    set_config('muster.cleared', ${viewer.clearedFor.join(',')}, true),
    set_config('muster.permissions', ${[...viewer.permissions].join(',')}, true)`.execute(db)
}
