// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { api } from '@muster/contract/api'
import { GetSetup } from '@muster/contract/system'
import type { Migration } from 'kysely'
import type pg from 'pg'
import { openLocalBus } from './bus'
import { openClock, type Clock } from './clock'
import { isLoopback, type Config } from './config'
import { openDatabase, type Database } from './db/database'
import { migrate } from './db/migrate'
import { openOutbox } from './db/outbox'
import { LaunchFailed } from './embedded/launch-failed'
import { takeLock, type DataLock } from './embedded/lock'
import { reportHealth, type Parts } from './health'
import { isOwnOrigin } from './http/access'
import { credentialsOf, type Credentials } from './http/credentials'
import { openApiOf } from './http/openapi'
import { servePages } from './http/pages'
import { openHttp, type HttpServer } from './http/server'
import { serveTiles } from './http/tiles'
import { openTls } from './http/tls'
import type { House } from './house'
import { openJobs } from './jobs'
import { openPressJournal } from './journal/press-journal'
import { openLiveHub } from './live/hub'
import type { Log } from './log'
import { openMetrics } from './metrics'
import type { Viewer } from './viewer'

export const version = '0.1.0'

/** The features, as the world needs them; app.ts makes them. */
export interface WorldApp {
  readonly emergency: { replay(): void; pending(): number }
  start(): Promise<void>
  close(): Promise<void>
}

interface SessionsOf {
  authenticate(credentials: Credentials): Promise<Viewer>
}

export interface WorldParts<S extends SessionsOf> {
  readonly config: Config
  readonly log: Log
  readonly migrations: Record<string, Migration>
  readonly openSessions: (house: Pick<House, 'database' | 'clock' | 'bus' | 'live'>) => S
  readonly openApp: (house: House, sessions: S, boot: string) => WorldApp
  /** Folder that holds console/dist, field/dist and ui/basemap. */
  readonly root: string
}

export interface World {
  readonly url: string
  readonly clock: Clock
  readonly database: Database
  readonly house: House
  /** The database is there: bring the schema up to date, read what lives in memory, start the jobs. */
  connect(connection: pg.PoolConfig): Promise<void>
  close(): Promise<void>
}

/**
 * Open everything but the database. Presses are taken, journalled and shown from this moment on; the rest
 * answers database-unavailable until connect().
 */
export async function openWorld<S extends SessionsOf>(parts: WorldParts<S>): Promise<World> {
  const { config, log } = parts
  // PostgreSQL's own user must be able to pass through; what is inside has modes of its own.
  if (mkdirSync(config.dataDir, { recursive: true }) !== undefined) chmodSync(config.dataDir, 0o711)
  const clock = openClock(join(config.dataDir, 'clock'))
  const metrics = openMetrics()
  const bus = openLocalBus((topic, error) => {
    metrics.faults.inc({ where: 'bus' })
    log.error({ topic, error: error instanceof Error ? error.stack : String(error) }, 'news handler failed')
  })
  const lock = lockDataDir(config.dataDir, log)
  const journal = await openPressJournal(config.dataDir)
  const database = openDatabase({ now: () => clock.now(), bus, log })
  const boot = randomUUID().slice(0, 8)
  const live = openLiveHub({ clock, log, metrics, boot })
  const outbox = openOutbox(database, () => clock.now(), log)
  const jobs = openJobs(log, metrics)
  const sessions = parts.openSessions({ database, clock, bus, live })
  const authenticate = (credentials: Credentials) => sessions.authenticate(credentials)
  const http = await openHttp({
    config,
    clock,
    database,
    log,
    metrics,
    tls: await openTls(config, clock.now()),
    authenticate,
  })
  const house: House = { config, clock, log, metrics, bus, database, outbox, routes: http, jobs, live, journal }
  const app = parts.openApp(house, sessions, boot)
  const state = { connected: false }
  const health = (): Parts => ({
    config,
    clock,
    journal,
    database,
    connected: state.connected,
    pendingPresses: app.emergency.pending(),
  })

  serveOwnPages(http, house)
  http.fastify.get('/health', async (_request, reply) => {
    const report = await reportHealth(health())
    return reply.code(report.ready ? 200 : 503).send(report.body)
  })
  await serveApps(http, parts)
  live.attach(http.server, async (request) => {
    const own = isOwnOrigin('POST', request.headers.origin, request.headers.host, config.origin)
    return own
      ? authenticate(credentialsOf(request, http.fastify.parseCookie(request.headers.cookie ?? '')))
      : { kind: 'gateway', gatewayId: 'another-site' }
  })
  jobs.every('outbox', 500, async () => void (await outbox.deliver()))
  jobs.every('clock-floor', 5_000, async () => clock.persist())
  const { url } = await http.listen()
  app.emergency.replay()

  return {
    url,
    clock,
    database,
    house,
    async connect(connection) {
      const applied = await migrate(connection, parts.migrations)
      if (applied.length > 0) log.info({ migrations: applied.length }, 'schema brought up to date')
      database.connect(connection)
      await app.start()
      jobs.start()
      state.connected = true
    },
    async close() {
      live.close()
      await http.close()
      await jobs.stop()
      await app.close()
      await journal.close()
      lock?.release()
      await bus.close()
      await database.close()
      clock.persist()
    },
  }
}

/**
 * Two servers on one data directory would write into each other's press journal, whatever database they
 * use. On a full disk no lock can be written; presses go before that, and PostgreSQL has a lock of its own.
 */
function lockDataDir(dataDir: string, log: Log): DataLock | null {
  try {
    return takeLock(dataDir, undefined, 'server.lock')
  } catch (error) {
    if (error instanceof LaunchFailed) throw error
    log.error({ error: error instanceof Error ? error.message : 'unknown' }, 'data directory not locked')
    return null
  }
}

function serveOwnPages({ fastify, route }: HttpServer, { metrics, config }: House): void {
  const openApi = openApiOf(api, version)
  fastify.get('/openapi.json', async () => openApi)
  fastify.get('/metrics', async (request, reply) => {
    // Totals include what compartments hide: they are for this machine alone, not for whoever a proxy lets in.
    const direct = request.headers['x-forwarded-for'] === undefined && request.headers.forwarded === undefined
    if (!direct || !isLoopback(request.ip.replace('::ffff:', ''))) return reply.callNotFound()
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
  route(GetSetup, async () => ({ agency: config.agency, demo: config.demo, version }))
}

async function serveApps(
  { fastify }: HttpServer,
  { config, root, log }: Pick<WorldParts<SessionsOf>, 'config' | 'root' | 'log'>,
): Promise<void> {
  const basemap = config.basemap ?? join(root, 'ui/basemap/muster-gb-ie.pmtiles')
  if (existsSync(basemap)) await serveTiles(fastify, basemap)
  else log.warn('no basemap: the map shows units on an empty background')
  await servePages(fastify, '/field/', join(root, 'field/dist'))
  await servePages(fastify, '/', join(root, 'console/dist'))
}
