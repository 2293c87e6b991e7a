// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs'

/** Clock ticks of /proc are hundredths of a second on every Linux that Node runs on. */
const tickMs = 10

export interface ProcessStat {
  readonly parentPid: number
  /** In user and system mode, all threads. */
  readonly cpuMs: number
  /** Of children that ended and were waited for. */
  readonly endedChildrenCpuMs: number
}

/** Reads a line of /proc/PID/stat. The name, in parentheses, may itself hold spaces and parentheses. */
export function readStat(line: string): ProcessStat | null {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
  const numbers = [1, 11, 12, 13, 14].map((at) => Number(fields[at]))
  const [parentPid = NaN, user = NaN, system = NaN, endedUser = NaN, endedSystem = NaN] = numbers
  if (line.lastIndexOf(')') < 0 || numbers.some((value) => !Number.isInteger(value))) return null
  return { parentPid, cpuMs: (user + system) * tickMs, endedChildrenCpuMs: (endedUser + endedSystem) * tickMs }
}

/** CPU that one process has used so far, ms; null where there is no /proc. */
export function cpuMsOf(pid: number): number | null {
  return statOf(pid)?.cpuMs ?? null
}

/** The same for several, with what their ended children used. */
export function cpuMsOfAll(pids: readonly number[]): number | null {
  const stats = pids.map(statOf)
  if (stats.length === 0 || stats.includes(null)) return null
  return stats.reduce((sum, stat) => sum + (stat?.cpuMs ?? 0) + (stat?.endedChildrenCpuMs ?? 0), 0)
}

/** Memory that one process holds, MB, pages shared with others counted whole. */
export function rssMbOf(pid: number): number | null {
  return kilobytesIn(textOf(`/proc/${pid}/status`), 'VmRSS')
}

/** Memory of several processes, MB, with each shared page counted once among those who share it. */
export function proportionalMbOf(pids: readonly number[]): number | null {
  const parts = pids.map((pid) => kilobytesIn(textOf(`/proc/${pid}/smaps_rollup`), 'Pss'))
  return parts.reduce<number | null>((sum, part) => (sum === null || part === null ? null : sum + part), 0)
}

/** A process and all that it started, and they started, as of now. */
export function familyOf(pid: number): number[] {
  const childrenByParent = new Map<number, number[]>()
  for (const each of everyPid()) {
    const parent = statOf(each)?.parentPid
    if (parent !== undefined) childrenByParent.set(parent, [...(childrenByParent.get(parent) ?? []), each])
  }
  const family = [pid]
  for (const member of family) family.push(...(childrenByParent.get(member) ?? []))
  return family
}

function statOf(pid: number): ProcessStat | null {
  const text = textOf(`/proc/${pid}/stat`)
  return text === null ? null : readStat(text)
}

function everyPid(): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
  } catch {
    return []
  }
}

/** Null for a process that has ended, one of somebody else, or a system without /proc. */
function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

function kilobytesIn(text: string | null, name: string): number | null {
  const found = text === null ? null : new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)
  return found === null ? null : Number(found[1]) / 1024
}
