// SPDX-License-Identifier: Apache-2.0
import { lstatSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { LaunchFailed } from './launch-failed'
import { makePrivate } from './ownership'
import type { Servant } from './ownership'

/** sockaddr_un holds 104 bytes on macOS (108 on Linux), of which PostgreSQL's file name and a NUL take 15. */
const hostMaxBytes = 104 - '/.s.PGSQL.5432\0'.length

/** The private directory (0700) of PostgreSQL's only door. */
export interface SocketDir {
  readonly host: string
  /** Removes what lies outside the data directory. */
  remove(): void
}

/**
 * Makes the socket's directory: `run` in the data directory or, where that path is too long for a socket,
 * a fresh one in the temporary directory. That one is remembered in `run`, so that the next start removes
 * what a crash left; it is never used again, since meanwhile anybody may have made one of that name.
 *
 * @throws LaunchFailed 'path-too-long' when even the temporary directory's path is.
 */
export function makeSocketDir(dataDir: string, servant: Servant | null, temporary: string = tmpdir()): SocketDir {
  const run = path.join(dataDir, 'run')
  makePrivate(run, servant)
  const memo = path.join(run, 'socket-directory')
  forget(memo, servant)
  if (Buffer.byteLength(run) <= hostMaxBytes) {
    // A socket and its lock left by a crash; the caller has made sure that nobody serves it.
    for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) rmSync(path.join(run, name), { force: true })
    return { host: run, remove: () => undefined }
  }
  const parent = [temporary, '/tmp'].find((dir) => Buffer.byteLength(path.join(dir, 'muster-XXXXXX')) <= hostMaxBytes)
  if (parent === undefined)
    throw new LaunchFailed('path-too-long', `${run} is too long for a socket. Set MUSTER_DATA to a shorter path.`)
  const host = mkdtempSync(path.join(parent, 'muster-'))
  makePrivate(host, servant)
  writeFileSync(memo, host, { mode: 0o600 })
  return { host, remove: () => forget(memo, servant) }
}

function forget(memo: string, servant: Servant | null): void {
  const host = readIfAny(memo)
  if (host === null) return
  const stat = lstatSync(host, { throwIfNoEntry: false })
  // Removes nothing but what it made: a directory of that shape, of the right owner, closed to others.
  const isOurs =
    stat?.isDirectory() === true && stat.uid === (servant?.uid ?? process.getuid?.()) && (stat.mode & 0o77) === 0
  if (isOurs && /^muster-[A-Za-z0-9]{6}$/.test(path.basename(host))) rmSync(host, { recursive: true, force: true })
  rmSync(memo, { force: true })
}

function readIfAny(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
