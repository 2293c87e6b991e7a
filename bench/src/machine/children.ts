// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn, spawnSync, type StdioOptions } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './root'

/** Server and load each on a core of their own, so that neither is measured with the other's work. */
export const serverCore = 0
export const loadCore = 1

export interface StartOptions {
  readonly env?: NodeJS.ProcessEnv
  /** Null: wherever the system puts it. */
  readonly core?: number | null
  readonly stdio?: StdioOptions
}

const running = new Set<ChildProcess>()
const folders = new Set<string>()
/** As long as the server may take to stop its database in order. */
const stopPatienceMs = 30_000

/** Of util-linux: there on nearly every Linux, and nowhere else. */
const pinTool = 'taskset'

let pinning: boolean | undefined
/** Whether programs can be held on one core here: two cores, and the tool for it. */
export function canPin(): boolean {
  pinning ??= availableParallelism() > 1 && spawnSync(pinTool, ['-c', '0', process.execPath, '-e', '']).status === 0
  return pinning
}

/**
 * Starts a program. Those that do not end by themselves are held by a pipe, and stop when it closes: with
 * this process at the latest, however it goes. What a program starts itself stays on its core.
 */
export function startChild(file: string, args: readonly string[], options: StartOptions = {}): ChildProcess {
  const { env = process.env, core = null, stdio = 'ignore' } = options
  const pinned = core !== null && canPin()
  const command: [string, string[]] = pinned ? [pinTool, ['-c', String(core), file, ...args]] : [file, [...args]]
  const child = spawn(...command, { cwd: root, env, stdio })
  running.add(child)
  child.once('exit', () => running.delete(child))
  child.once('error', () => running.delete(child))
  return child
}

export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined
}

/** Asks a program to stop, and ends it when it does not. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.stdin?.end()
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), stopPatienceMs)
  await exited
  clearTimeout(late)
}

/** A folder that is gone when this program ends. Others may pass through it: PostgreSQL's user has to. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'muster-bench-'))
  chmodSync(folder, 0o711)
  folders.add(folder)
  return folder
}

export function removeFolder(folder: string): void {
  folders.delete(folder)
  // Somebody may still be writing the last of it.
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}

/** Ctrl-C: everything that was started is stopped, nothing else is touched, and nothing is left behind. */
export function cleanUpAtTheEnd(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      console.error('\nStopping …')
      void Promise.all([...running].map((child) => stopChild(child))).finally(() => process.exit(130))
    })
  process.once('exit', () => {
    for (const child of running) child.kill('SIGTERM')
    for (const folder of folders) tryToRemove(folder)
  })
}

function tryToRemove(folder: string): void {
  try {
    removeFolder(folder)
  } catch {
    console.error(`Somebody was still writing, so this was left behind: ${folder}`)
  }
}
