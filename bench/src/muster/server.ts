// SPDX-License-Identifier: Apache-2.0
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { get } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { hasEnded, startChild, stopChild } from '../machine/children'
import { within } from '../machine/patience'
import { familyOf } from '../machine/process-table'
import { root } from '../machine/root'

/** The shipped server with its embedded PostgreSQL, on loopback. */
export interface MusterServer {
  readonly url: string
  readonly pid: number
  /** From the start of the process to its first "ready", ms. */
  readonly startMs: number
  /** PostgreSQL's processes as of now, the one that all others descend from first. */
  postgresPids(): number[]
  stop(): Promise<void>
  /** As a crash would: at once, without a word. */
  kill(): Promise<void>
}

export interface MusterOptions {
  readonly dataDir: string
  readonly port: number
  /** Null: wherever the system puts it. PostgreSQL is started by the server and stays on the same core. */
  readonly core?: number | null
  /** Where to leave a CPU profile when it stops. */
  readonly profileDir?: string | null
}

const startPatienceMs = 90_000
const askEveryMs = 5
const keptLines = 20

export async function startMuster({
  dataDir,
  port,
  core = null,
  profileDir = null,
}: MusterOptions): Promise<MusterServer> {
  const { DATABASE_URL: _, ...inherited } = process.env
  const env = {
    ...inherited,
    MUSTER_HOST: '127.0.0.1',
    MUSTER_PORT: String(port),
    MUSTER_DATA: dataDir,
    MUSTER_DEMO: '1',
    MUSTER_LOG_LEVEL: 'warn',
    MUSTER_PARENT_PIPE: '1',
  }
  const profiling = profileDir === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDir}`]
  const startedMs = performance.now()
  // Its standard input is a pipe from here: should this process die, the server stops by itself.
  const child = startChild(
    process.execPath,
    [...profiling, '--enable-source-maps', join(root, 'server/dist/main.js')],
    {
      env,
      core,
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  )
  child.stdin?.on('error', () => undefined)
  const lastWords = lastLinesOf(child)
  await within(startPatienceMs, 'starting the server', untilReady(child, port, lastWords))
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    startMs: performance.now() - startedMs,
    postgresPids: () => familyOf(postmasterPid(dataDir)),
    stop: () => stopChild(child),
    async kill() {
      if (hasEnded(child)) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

async function untilReady(child: ChildProcess, port: number, lastWords: () => string): Promise<void> {
  while (!(await isReady(port))) {
    if (hasEnded(child)) throw new Error(`the server ended by itself:\n${lastWords()}`)
    await sleep(askEveryMs)
  }
}

function isReady(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = get({ host: '127.0.0.1', port, path: '/health', timeout: 2_000, agent: false }, (answer) => {
      answer.resume()
      resolve(answer.statusCode === 200)
    })
    asked.on('timeout', () => asked.destroy())
    asked.on('error', () => resolve(false))
  })
}

function lastLinesOf(child: ChildProcess): () => string {
  let kept = ''
  const hear = (chunk: Buffer) => {
    kept = `${kept}${chunk.toString()}`.split('\n').slice(-keptLines).join('\n')
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  return () => kept
}

function postmasterPid(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'pg/postmaster.pid'), 'utf8').split('\n')[0])
}
