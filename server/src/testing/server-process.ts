// SPDX-License-Identifier: Apache-2.0
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { projectRoot } from '../shell/project-root'
import { until } from './until'

/** A real server in a process of its own, with its own embedded PostgreSQL: to be killed. */
export interface ServerProcess {
  readonly url: string
  readonly dataDir: string
  /** kill -9: no goodbye, nothing flushed. */
  kill(): Promise<void>
  /** Start again on the same data and port; resolves once /health says ready, or at once when told not to wait. */
  start(wait?: 'ready' | 'listening'): Promise<void>
  stop(): Promise<void>
}

/** Bring server/dist up to date: what is killed here is what is shipped. */
export function buildServer(): void {
  const built = spawnSync(
    process.execPath,
    ['-e', "import('./scripts/build.mjs').then((m) => m.build({ only: ['server'] }))"],
    { cwd: projectRoot(), encoding: 'utf8' },
  )
  if (built.status !== 0) throw new Error(`server not built: ${built.stdout}${built.stderr}`)
}

export async function openServerProcess(dataDir: string): Promise<ServerProcess> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | null = null

  const end = async (signal: NodeJS.Signals) => {
    const ending = child
    child = null
    if (ending === null || ending.exitCode !== null) return
    const gone = new Promise((resolve) => ending.once('exit', resolve))
    ending.kill(signal)
    await gone
  }
  const server: ServerProcess = {
    url,
    dataDir,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    async start(wait = 'ready') {
      child = spawn(process.execPath, ['--enable-source-maps', join(projectRoot(), 'server/dist/main.js')], {
        stdio: ['pipe', 'ignore', 'inherit'],
        env: {
          ...process.env,
          MUSTER_DEMO: '1',
          MUSTER_PORT: String(port),
          MUSTER_DATA: dataDir,
          MUSTER_PARENT_PIPE: '1',
        },
      })
      const started = child
      const wanted = wait === 'ready' ? [200] : [200, 503]
      await until(
        () => {
          if (started.exitCode !== null) throw new Error(`the server ended with ${started.exitCode}`)
          return statusOf(`${url}/health`)
        },
        (status) => wanted.includes(status),
        'the server to answer',
        60_000,
      )
    },
  }
  await server.start()
  return server
}

function statusOf(url: string): Promise<number> {
  return fetch(url).then(
    ({ status }) => status,
    () => 0,
  )
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
