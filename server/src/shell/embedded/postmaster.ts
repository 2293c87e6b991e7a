// SPDX-License-Identifier: Apache-2.0
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { LaunchFailed } from './launch-failed'
import { processTable } from './process-table'
import type { ProcessTable } from './process-table'

/** Every server of ours carries this on its command line; it tells ours from somebody's rescue server. */
export const clusterMark = 'cluster_name=muster'

/** Who a cluster's postmaster.pid points at. `reused`: a live or zombie process that is not PostgreSQL on this cluster. */
export type Postmaster =
  | { readonly kind: 'none' | 'damaged' | 'gone' }
  | { readonly kind: 'reused' | 'orphan' | 'stranger'; readonly pid: number }

/** Orphans are left to their watchdog first, then asked to stop, then told to; ms. */
const patience = { askAfterMs: 2_000, tellAfterMs: 30_000, giveUpAfterMs: 40_000, lookEveryMs: 50 } as const

/** Reads postmaster.pid's text (null: there is no such file) against the processes there are. */
export function judgePostmaster(text: string | null, clusterDir: string, table: ProcessTable): Postmaster {
  if (text === null) return { kind: 'none' }
  const first = text.split('\n')[0] ?? ''
  // A power cut can leave the file empty; PostgreSQL refuses to start on one.
  if (!/^\d+$/.test(first)) return { kind: 'damaged' }
  const pid = Number(first)
  const facts = table(pid)
  if (facts === null) return { kind: 'gone' }
  if (facts.state === 'zombie') return { kind: 'reused', pid }
  return { kind: kindOfCommand(facts.command, clusterDir), pid }
}

/**
 * Waits until no earlier PostgreSQL runs on this cluster, stopping an orphan of ours if it must.
 *
 * @returns a pid that postmaster.pid names wrongly, for PostgreSQL to ignore, or null.
 * @throws LaunchFailed 'data-in-use' when somebody else's PostgreSQL has the cluster, or an orphan stays.
 */
export async function settleEarlier(
  clusterDir: string,
  onEvent: (event: string, fields: Record<string, unknown>) => void,
  table: ProcessTable = processTable,
): Promise<number | null> {
  const file = path.join(clusterDir, 'postmaster.pid')
  const sent = new Set<string>()
  for (let waitedMs = 0; ; waitedMs += patience.lookEveryMs) {
    const found = judgePostmaster(textOf(file), clusterDir, table)
    if (found.kind === 'damaged') rmSync(file, { force: true })
    if (found.kind === 'reused') return found.pid
    if (found.kind === 'stranger' || (found.kind === 'orphan' && waitedMs >= patience.giveUpAfterMs))
      throw inUse(clusterDir, found.pid)
    if (found.kind !== 'orphan') return null
    if (sent.size === 0) once(sent, 'seen', () => onEvent('postgres-orphan-found', { pid: found.pid }))
    if (waitedMs >= patience.askAfterMs) once(sent, 'SIGINT', () => signal(found.pid, 'SIGINT'))
    if (waitedMs >= patience.tellAfterMs) once(sent, 'SIGQUIT', () => signal(found.pid, 'SIGQUIT'))
    await sleep(patience.lookEveryMs)
  }
}

function kindOfCommand(command: string, clusterDir: string): 'orphan' | 'stranger' | 'reused' {
  if (command === '') return 'stranger'
  const isPostgres = /(^|\/)(postgres|postmaster)\b/.test(command)
  if (!isPostgres) return 'reused'
  const isHere = `${command} `.includes(` -D ${clusterDir} `)
  if (isHere) return command.includes(clusterMark) ? 'orphan' : 'stranger'
  // With another -D it serves another cluster; with none at all it may serve this one.
  return command.includes(' -D ') ? 'reused' : 'stranger'
}

function once(sent: Set<string>, what: string, act: () => void): void {
  if (sent.has(what)) return
  sent.add(what)
  act()
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has gone meanwhile, or is not ours to stop; the next look tells which.
  }
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

function inUse(clusterDir: string, pid: number): LaunchFailed {
  return new LaunchFailed(
    'data-in-use',
    `${clusterDir} is in use by a PostgreSQL that Muster did not start or cannot stop (process ${pid}). ` +
      `Stop it first (kill -INT ${pid}), or set MUSTER_DATA to another directory.`,
  )
}
