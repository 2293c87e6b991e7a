// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** What is known of one process. A pid alone says little: pids are used again. */
export interface ProcessFacts {
  readonly state: 'running' | 'zombie'
  /** The same text as long as it is the same process; '' where the system hides it. */
  readonly bornAt: string
  /** Arguments joined by spaces; '' where the system hides them, and for zombies. */
  readonly command: string
}

/** Looks a process up; null when there is none with that pid. */
export type ProcessTable = (pid: number) => ProcessFacts | null

/** The processes of this machine, from /proc where there is one (Linux), else from ps (macOS). */
export const processTable: ProcessTable = (pid) => {
  // kill(0) and kill(-n) would address groups, so such a "pid" from a damaged file must stop here.
  if (!Number.isSafeInteger(pid) || pid <= 0) return null
  return existsSync('/proc/self/stat') ? factsFromProc(pid) : factsFromPs(pid)
}

function factsFromProc(pid: number): ProcessFacts | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold anything, brackets and spaces too: count from the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return {
      state: fields[0] === 'Z' || fields[0] === 'X' ? 'zombie' : 'running',
      bornAt: `${bootId()}/${fields[19] ?? ''}`,
      command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim(),
    }
  } catch {
    return hiddenOrGone(pid)
  }
}

export function factsFromPs(pid: number): ProcessFacts | null {
  const columns = ['-o', 'stat=', '-o', 'lstart=', '-o', 'command=']
  const ps = spawnSync('ps', [...columns, '-p', String(pid)], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  })
  // lstart is always five words: Mon Nov 22 10:00:00 2027
  const found = /^\s*(\S+)\s+((?:\S+\s+){4}\S+)\s*(.*)$/m.exec(ps.stdout ?? '')
  if (!found) return hiddenOrGone(pid)
  const [, stat = '', bornAt = '', command = ''] = found
  return { state: stat.startsWith('Z') ? 'zombie' : 'running', bornAt, command: command.trim() }
}

function hiddenOrGone(pid: number): ProcessFacts | null {
  try {
    process.kill(pid, 0)
  } catch (error) {
    const isOthers = error instanceof Error && 'code' in error && error.code === 'EPERM'
    if (!isOthers) return null
  }
  return { state: 'running', bornAt: '', command: '' }
}

/** Ticks since boot repeat after a reboot; the boot's id does not. */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return ''
  }
}
