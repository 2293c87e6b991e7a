// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { LaunchFailed, useOwnServer } from './launch-failed'

/** The unprivileged user that PostgreSQL runs as when Muster itself is root. */
export interface Servant {
  readonly uid: number
  readonly gid: number
}

/**
 * Chooses who PostgreSQL runs as: null is Muster's own user.
 *
 * PostgreSQL refuses to run as root. A cluster that exists keeps its owner; a new one goes to nobody,
 * or, in a container that maps no such user, to the lowest uid that can be switched to.
 *
 * @throws LaunchFailed 'failed' when root can become nobody else.
 */
export function chooseServant(clusterDir: string): Servant | null {
  if (process.getuid?.() !== 0) return null
  const candidates = [ownerOf(clusterDir), nobody(), { uid: 65_534, gid: 65_534 }, { uid: 1, gid: 1 }]
  const servant = candidates.find((candidate) => candidate !== null && canBecome(candidate))
  if (servant) return servant
  throw new LaunchFailed(
    'failed',
    'PostgreSQL does not run as root, and this system lets Muster become no other user. ' +
      `Run Muster as an ordinary user, or ${useOwnServer}.`,
  )
}

/** Makes a directory, or takes one that exists, for the servant alone (0700). */
export function makePrivate(dir: string, servant: Servant | null): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  if (servant) chownSync(dir, servant.uid, servant.gid)
  chmodSync(dir, 0o700)
}

/**
 * Makes sure that the servant can get into a directory.
 *
 * @throws LaunchFailed 'unreachable-by-user', naming the parent that is closed to it.
 */
export function assertReachable(dir: string, servant: Servant | null): void {
  if (!servant || canEnter(dir, servant)) return
  const closed = parentsOf(dir).find((parent) => !canEnter(parent, servant)) ?? dir
  throw new LaunchFailed(
    'unreachable-by-user',
    `As root, Muster runs PostgreSQL as user ${servant.uid}, which cannot pass through ${closed}. ` +
      `Set MUSTER_DATA to a directory it can reach, such as /var/lib/muster, allow passage (chmod o+x ${closed}), ` +
      'or run Muster as an ordinary user.',
  )
}

function ownerOf(dir: string): Servant | null {
  const stat = statSync(dir, { throwIfNoEntry: false })
  return stat && stat.uid !== 0 ? { uid: stat.uid, gid: stat.gid } : null
}

function nobody(): Servant | null {
  const ask = (flag: string) => spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout?.trim() ?? ''
  const [uid, gid] = [ask('-u'), ask('-g')]
  // macOS prints nobody's -2 as an unsigned number; spawn takes only signed ones.
  return /^\d+$/.test(uid) && /^\d+$/.test(gid) ? { uid: Number(uid) | 0, gid: Number(gid) | 0 } : null
}

function canBecome(servant: Servant): boolean {
  return servant.uid !== 0 && spawnSync('/bin/sh', ['-c', ':'], { ...servant, cwd: '/' }).status === 0
}

function canEnter(dir: string, servant: Servant): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', dir], { ...servant, cwd: '/', stdio: 'ignore' }).status === 0
}

function parentsOf(dir: string): string[] {
  const parent = path.dirname(dir)
  return parent === dir ? [dir] : [...parentsOf(parent), dir]
}
