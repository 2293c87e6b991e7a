// SPDX-License-Identifier: Apache-2.0
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { LaunchFailed } from './launch-failed'
import { processTable } from './process-table'
import type { ProcessTable } from './process-table'

/** One Muster per data directory: this lock is ours, PostgreSQL's own comes on top of it. */
export interface DataLock {
  release(): void
}

/**
 * Takes the data directory for this process.
 *
 * Two processes that find the same stale lock at the same moment may both try to remove it; whoever
 * moved the wrong file away puts it back. Should even that fail, PostgreSQL's own lock still stands.
 *
 * @throws LaunchFailed 'data-in-use', naming the holder's pid.
 */
export function takeLock(dataDir: string, table: ProcessTable = processTable, name = 'muster.lock'): DataLock {
  const file = path.join(dataDir, name)
  const mine = `${process.pid}\n${table(process.pid)?.bornAt ?? ''}\n`
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, mine, { mode: 0o600 })
  try {
    for (let attempt = 0; attempt < 20; attempt++) {
      if (linked(draft, file)) return { release: () => release(file, mine) }
      const found = textOf(file)
      if (found === null) continue
      const holder = lockHolder(found, table)
      if (holder !== null) throw inUse(dataDir, holder)
      removeStale(file, found)
    }
  } finally {
    rmSync(draft, { force: true })
  }
  throw new LaunchFailed('data-in-use', `Several Musters are starting on ${dataDir} at once. Start only one.`)
}

/** The pid of the live process that a lock's text names, or null when the lock is stale. */
export function lockHolder(text: string, table: ProcessTable): number | null {
  const [first = '', bornAt = ''] = text.split('\n')
  const pid = /^\d+$/.test(first) ? Number(first) : 0
  const facts = table(pid)
  if (facts === null || facts.state === 'zombie') return null
  // Where the system hides when a process was born, a live pid has to be believed.
  const isSame = facts.bornAt === bornAt || facts.bornAt === '' || bornAt === ''
  return isSame ? pid : null
}

function linked(draft: string, file: string): boolean {
  try {
    // A link appears with its whole content or not at all; a reader never sees half a lock.
    linkSync(draft, file)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function removeStale(file: string, expected: string): void {
  const aside = `${file}.stale.${process.pid}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  if (textOf(aside) !== expected) linked(aside, file)
  rmSync(aside, { force: true })
}

function release(file: string, mine: string): void {
  if (textOf(file) === mine) rmSync(file, { force: true })
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

function inUse(dataDir: string, pid: number): LaunchFailed {
  return new LaunchFailed(
    'data-in-use',
    `${dataDir} is in use by another Muster (process ${pid}). Stop that one first, ` +
      'or set MUSTER_DATA to another directory.',
  )
}
