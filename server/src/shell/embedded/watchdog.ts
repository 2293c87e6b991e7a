// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Servant } from './ownership'
import { quietEnv } from './run-to-end'

/** How a server ended. `code` as a shell tells it (128 + signal); `lastWords`: the end of its log, English. */
export interface ServerExit {
  readonly code: number | null
  readonly lastWords: string
}

export interface RunningServer {
  /** Settles when it accepts connections: null, or how it ended instead. */
  readonly ready: Promise<ServerExit | null>
  readonly exited: Promise<ServerExit>
  /** Fast shutdown, then an immediate one when that takes too long; resolves when it has ended. */
  stop(): Promise<void>
  /** Whether it keeps this process from ending of itself; it does at first. */
  keepsUs(alive: boolean): void
}

const stopPatienceMs = { fast: 20_000, immediate: 5_000 } as const
const lastWordsMaxLength = 8_000

/**
 * A shell between Muster and PostgreSQL. It holds the far end of a pipe: when Muster dies, by kill -9 too, the
 * kernel closes the pipe and the shell stops PostgreSQL. As PostgreSQL's parent it signals no pid that
 * could meanwhile be somebody else's. The inner loop is a process of its own, so that it outlives the outer one.
 */
const watchdogScript = `
exec 3<&0 </dev/null
"$@" 3<&- &
server=$!
{
  while read -r word; do
    case $word in
      fast) kill -INT "$server" ;;
      immediate) kill -QUIT "$server" ;;
    esac
  done <&3
  exec 3<&-
  kill -INT "$server"
  left=30
  while [ "$left" -gt 0 ] && kill -0 "$server"; do sleep 1; left=$((left - 1)); done
  kill -QUIT "$server"
} >/dev/null 2>&1 &
guard=$!
exec 3<&-
trap : INT TERM HUP
while :; do
  wait "$server"
  code=$?
  kill -0 "$server" 2>/dev/null || break
done
kill "$guard" 2>/dev/null
exit "$code"
`

/**
 * Starts PostgreSQL under the watchdog.
 *
 * @param stalePid a pid in postmaster.pid that is alive but no PostgreSQL, or null.
 * @param onLine each line of its log, from LOG upwards.
 */
export function startPostgres(
  binDir: string,
  args: readonly string[],
  servant: Servant | null,
  stalePid: number | null,
  onLine: (line: string) => void,
): RunningServer {
  const child = spawn('/bin/sh', ['-c', watchdogScript, 'muster-watchdog', path.join(binDir, 'postgres'), ...args], {
    ...servant,
    cwd: '/',
    // PostgreSQL takes this pid for an ancestor of its own and so its lock file for stale, but still looks
    // for leftover backends in shared memory, which it could not if the file were deleted.
    env: stalePid === null ? quietEnv() : { ...quietEnv(), PG_GRANDPARENT_PID: String(stalePid) },
    // A session of its own: Ctrl-C in the terminal must reach Muster, which then stops things in order.
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  // Writing to a watchdog that has just ended is no error; `exited` tells.
  child.stdin.on('error', () => undefined)
  let lastWords = ''
  const exited = new Promise<ServerExit>((resolve) => {
    child.on('error', (error) => resolve({ code: null, lastWords: error.message }))
    child.on('exit', (code) => {
      // Closing the pipe stops the server should the shell alone have been killed.
      child.stdin.end()
      // The last lines may still be in the pipe.
      setTimeout(() => resolve({ code, lastWords }), 50)
    })
  })
  const accepting = new Promise<null>((resolve) => {
    eachLine(child, (line) => {
      lastWords = `${lastWords}${line}\n`.slice(-lastWordsMaxLength)
      onLine(line)
      if (line.includes('database system is ready to accept connections')) resolve(null)
    })
  })
  return {
    exited,
    ready: Promise.race([accepting, exited]),
    stop: () => stop(child, exited),
    keepsUs: (alive) => keepsUs(child, alive),
  }
}

async function stop(child: ChildProcess, exited: Promise<ServerExit>): Promise<void> {
  keepsUs(child, true)
  child.stdin?.write('fast\n')
  if (await settlesWithin(exited, stopPatienceMs.fast)) return
  child.stdin?.write('immediate\n')
  if (await settlesWithin(exited, stopPatienceMs.immediate)) return
  throw new Error(`PostgreSQL (under process ${child.pid}) did not stop within 25 s`)
}

async function settlesWithin(promise: Promise<unknown>, limitMs: number): Promise<boolean> {
  const timer = new AbortController()
  const late = sleep(limitMs, false, { signal: timer.signal }).catch(() => false)
  const inTime = await Promise.race([promise.then(() => true), late])
  timer.abort()
  return inTime
}

function keepsUs(child: ChildProcess, alive: boolean): void {
  // The streams are sockets, which can be unreferenced too; their declared types do not say so.
  const parts: (object | null)[] = [child, child.stdin, child.stderr]
  for (const part of parts.filter(isReferable)) {
    if (alive) part.ref()
    else part.unref()
  }
}

interface Referable {
  ref(): void
  unref(): void
}

function isReferable(part: object | null): part is Referable {
  return part !== null && 'ref' in part && 'unref' in part
}

function eachLine(child: ChildProcess, hear: (line: string) => void): void {
  let rest = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = (lines.pop() ?? '').slice(-lastWordsMaxLength)
    for (const line of lines) hear(line)
  })
}
