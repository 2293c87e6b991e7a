// SPDX-License-Identifier: Apache-2.0
import { closeSync, fsyncSync, openSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { postgresMajor } from './binaries'
import { failureFromWords, LaunchFailed } from './launch-failed'
import { makePrivate } from './ownership'
import type { Servant } from './ownership'
import { runToEnd } from './run-to-end'

/** The superuser that owns the cluster, and the database every cluster has. */
export const clusterUser = 'muster'
export const clusterDatabase = 'postgres'

const initdbArgs = [
  `--username=${clusterUser}`,
  // Who may connect is decided by the 0700 directory of the socket; there is no other way in.
  '--auth-local=trust',
  '--auth-host=reject',
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
  '--data-checksums',
  '--no-instructions',
]

/**
 * Makes the cluster unless it exists. It is built aside and renamed when complete and synced, so that a first
 * start cut short leaves nothing that could be taken for a cluster, and nothing is ever deleted from one.
 *
 * @returns true when it was made now.
 * @throws LaunchFailed 'disk-full', or 'failed' for a cluster of another major version or something else there.
 */
export async function ensureCluster(clusterDir: string, binDir: string, servant: Servant | null): Promise<boolean> {
  if (isCluster(clusterDir)) return false
  const draft = `${clusterDir}.new`
  rmSync(draft, { recursive: true, force: true })
  makePrivate(draft, servant)
  const ended = await runToEnd(path.join(binDir, 'initdb'), ['--pgdata', draft, ...initdbArgs], servant)
  if (ended.status !== 0) {
    rmSync(draft, { recursive: true, force: true })
    throw failureFromWords('creating the database', ended.lastWords, path.dirname(clusterDir))
  }
  renameSync(draft, clusterDir)
  syncDirectory(path.dirname(clusterDir))
  return true
}

function isCluster(clusterDir: string): boolean {
  const version = textOf(path.join(clusterDir, 'PG_VERSION'))?.trim() ?? null
  if (version === postgresMajor) return true
  if (version !== null)
    throw new LaunchFailed(
      'failed',
      `${clusterDir} was made by PostgreSQL ${version}, and this Muster brings ${postgresMajor}. Start the Muster that ` +
        'made it, until it can be upgraded.',
    )
  if (namesIn(clusterDir).length === 0) return false
  throw new LaunchFailed(
    'failed',
    `${clusterDir} holds something that is not a database. Move it away and start again.`,
  )
}

function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    // Unreadable is not absent: with the wrong user an existing cluster must not look like a missing one.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** A rename survives a power cut only once its directory is synced. */
function syncDirectory(dir: string): void {
  const handle = openSync(dir, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
