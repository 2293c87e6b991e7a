// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

const startPatienceMs = 45_000
const stopPatienceMs = 10_000
const lookEveryMs = 50

/** A real server process with a data directory and a port of its own, which it keeps over every restart. */
export class MusterServer {
  readonly port: number
  readonly dataDir: string
  #child: ChildProcess | null = null

  private constructor(port: number, dataDir: string) {
    this.port = port
    this.dataDir = dataDir
  }

  /** Makes one that is not running yet. */
  static async make(): Promise<MusterServer> {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'muster-e2e-'))
    // As root, the database runs as another user, who has to pass through.
    chmodSync(dataDir, 0o711)
    return new MusterServer(await freePort(), dataDir)
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** Starts it; resolves once it is healthy, its database included. */
  async start(): Promise<void> {
    const log = openSync(this.#logFile, 'a')
    const child = spawn(process.execPath, ['--enable-source-maps', path.join(root, 'server', 'dist', 'main.js')], {
      env: {
        ...process.env,
        MUSTER_HOST: '127.0.0.1',
        MUSTER_PORT: String(this.port),
        MUSTER_DATA: this.dataDir,
        MUSTER_DEMO: '1',
        MUSTER_AGENCY: 'National Serious Crime Service',
        // Should this process die, the pipe closes and the server goes too.
        MUSTER_PARENT_PIPE: '1',
      },
      stdio: ['pipe', log, log],
    })
    closeSync(log)
    this.#child = child
    const deadlineMs = Date.now() + startPatienceMs
    while (!(await this.#isHealthy())) {
      if (child.exitCode !== null || Date.now() > deadlineMs) throw new Error(`no server:\n${this.#lastWords()}`)
      await sleep(lookEveryMs)
    }
  }

  /** As a power cut would end it: no goodbye, nothing flushed. */
  async kill9(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** It hangs: its sockets stay open, and nothing comes. */
  freeze(): void {
    this.#child?.kill('SIGSTOP')
  }

  thaw(): void {
    this.#child?.kill('SIGCONT')
  }

  /** Ends it for good and removes its data. */
  async remove(): Promise<void> {
    this.thaw()
    const gone = this.#end('SIGTERM')
    const isGone = await Promise.race([gone.then(() => true), sleep(stopPatienceMs, false, { ref: false })])
    if (!isGone) await this.#end('SIGKILL')
    rmSync(this.dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }

  get #logFile(): string {
    return path.join(this.dataDir, 'e2e-server.log')
  }

  #lastWords(): string {
    return readFileSync(this.#logFile, 'utf8').split('\n').slice(-15).join('\n')
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill(signal)
    await exited
  }

  async #isHealthy(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/health`, { signal: AbortSignal.timeout(2_000) })).ok
    } catch {
      return false
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (address === null || typeof address === 'string') throw new Error('this machine gives no port')
  return address.port
}
