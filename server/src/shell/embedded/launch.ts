// SPDX-License-Identifier: Apache-2.0
import { chmodSync, mkdirSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findBinaries } from './binaries'
import { clusterDatabase, clusterUser, ensureCluster } from './cluster'
import { failureFromError, failureFromWords } from './launch-failed'
import { takeLock } from './lock'
import { assertReachable, chooseServant } from './ownership'
import type { Servant } from './ownership'
import { settleEarlier } from './postmaster'
import { serverArgs } from './settings'
import { makeSocketDir } from './socket-dir'
import { supervise } from './supervise'
import { startPostgres } from './watchdog'
import type { RunningServer } from './watchdog'

export { LaunchFailed } from './launch-failed'

export interface EmbeddedPostgres {
  /** connection parts for `pg`: unix socket directory, no TCP; the port in its file name is 5432 */
  readonly connection: { readonly host: string; readonly user: string; readonly database: string }
  stop(): Promise<void>
}

export interface LaunchOptions {
  readonly dataDir: string
  /**
   * Hears 'postgres-started', 'postgres-exited' and 'postgres-restarted', 'postgres-recovering',
   * 'postgres-complained' (FATAL and PANIC), 'postgres-orphan-found', 'postgres-binaries-staged'.
   */
  readonly onEvent: (event: string, fields: Record<string, unknown>) => void
  /** PostgreSQL settings by name; the socket, the port and the log are not for the caller to set */
  readonly settings?: Readonly<Record<string, string>>
}

/** Everything that a start, the first or a later one, needs to know. */
interface Launch {
  readonly dataDir: string
  readonly clusterDir: string
  readonly binDir: string
  readonly args: readonly string[]
  readonly servant: Servant | null
  readonly onEvent: LaunchOptions['onEvent']
}

/**
 * Starts PostgreSQL 18 on `dataDir` and keeps it running until `stop`, or until this process dies.
 *
 * Makes `dataDir` with `pg` (the cluster), `run` (the socket) and, if need be, `pgbin` in it.
 *
 * @throws LaunchFailed
 */
export async function launchEmbedded(options: LaunchOptions): Promise<EmbeddedPostgres> {
  const wanted = path.resolve(options.dataDir)
  try {
    // Others may pass through but not look, whatever the umask; what is in it sets its own modes.
    const made = mkdirSync(wanted, { recursive: true })
    if (made !== undefined) chmodSync(wanted, 0o711)
    // One name for one directory: orphans are recognised by the path on their command line.
    return await launchIn(realpathSync(wanted), options)
  } catch (error) {
    throw failureFromError(error, 'starting the database', wanted)
  }
}

async function launchIn(dataDir: string, { onEvent, settings }: LaunchOptions): Promise<EmbeddedPostgres> {
  const startedMs = performance.now()
  const lock = takeLock(dataDir)
  try {
    const clusterDir = path.join(dataDir, 'pg')
    const servant = chooseServant(clusterDir)
    assertReachable(dataDir, servant)
    const binDir = await findBinaries(dataDir, servant, onEvent)
    const isNew = await ensureCluster(clusterDir, binDir, servant)
    await settleEarlier(clusterDir, onEvent)
    const socket = makeSocketDir(dataDir, servant)
    const args = serverArgs(clusterDir, socket.host, settings)
    const launch = { dataDir, clusterDir, binDir, args, servant, onEvent }
    const first = await start(launch)
    onEvent('postgres-started', { isNew, tookMs: Math.round(performance.now() - startedMs) })
    const stop = supervise(first, () => start(launch), onEvent)
    return {
      connection: { host: socket.host, user: clusterUser, database: clusterDatabase },
      stop: () => stop().finally(() => (socket.remove(), lock.release())),
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Backends of a killed server need a moment to notice; until then its shared memory counts as in use. */
const leftoverPatience = { tries: 40, everyMs: 250 } as const

async function start(launch: Launch): Promise<RunningServer> {
  for (let tries = 1; ; tries++) {
    const stalePid = await settleEarlier(launch.clusterDir, launch.onEvent)
    const server = startPostgres(launch.binDir, launch.args, launch.servant, stalePid, (line) => report(line, launch))
    const ended = await server.ready
    if (ended === null) {
      server.keepsUs(false)
      return server
    }
    const failure = failureFromWords('starting', ended.lastWords, launch.dataDir)
    if (failure.code !== 'data-in-use' || tries >= leftoverPatience.tries) throw failure
    await sleep(leftoverPatience.everyMs)
  }
}

function report(line: string, { onEvent }: Launch): void {
  // "The database system is starting up" and "terminating connection" are ordinary.
  if (/^(FATAL|PANIC): +(?!the database system is|terminating connection)/.test(line))
    onEvent('postgres-complained', { line })
  if (/redo (starts|in progress)|automatic recovery in progress/.test(line)) onEvent('postgres-recovering', { line })
}
