// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import { hasEnded, removeFolder, serverCore, startChild, stopChild, temporaryFolder } from '../machine/children'
import { freePort } from '../machine/free-port'
import { within } from '../machine/patience'

/** A server to be measured beside ours, on the same core. */
export interface Peer {
  readonly port: number
  readonly pid: number
  stop(): Promise<void>
}

export const mosquittoInstall = 'apt-get install mosquitto'
const startPatienceMs = 15_000

/** A broker knows nothing of us: a shell ends it when the pipe from this process closes, for whatever reason. */
const heldByPipe = `trap '' TERM INT HUP; "$@" >/dev/null & echo $!; cat >/dev/null; kill $!; wait $!`

/** Debian keeps it where ordinary users do not look. */
const mosquittoNames = ['mosquitto', '/usr/sbin/mosquitto', '/usr/local/sbin/mosquitto', '/opt/homebrew/sbin/mosquitto']

/** The broker's program and version; null when it is not installed. */
export function findMosquitto(): { readonly file: string; readonly version: string } | null {
  for (const file of mosquittoNames) {
    // It has no option that only tells its version: asked for help, it tells it and ends with 3.
    const { stdout, error } = spawnSync(file, ['-h'], { encoding: 'utf8', timeout: 5_000 })
    if (error === undefined) return { file, version: /version (\S+)/.exec(stdout)?.[1] ?? 'of unknown version' }
  }
  return null
}

/** As quick as it can be set up: nothing kept, nothing logged, nothing held back to fill a packet. */
export async function startMosquitto(file: string): Promise<Peer> {
  const port = await freePort()
  const folder = temporaryFolder()
  const config = join(folder, 'mosquitto.conf')
  const lines = [
    `listener ${port} 127.0.0.1`,
    'allow_anonymous true',
    'persistence false',
    'log_type none',
    'set_tcp_nodelay true',
    'max_queued_messages 0',
  ]
  writeFileSync(config, `${lines.join('\n')}\n`)
  const child = startChild('sh', ['-c', heldByPipe, 'sh', file, '-c', config], {
    core: serverCore,
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const stop = async () => {
    await stopChild(child)
    removeFolder(folder)
  }
  const answering = async () => {
    const [said] = (await once(child.stdout as Readable, 'data')) as [Buffer]
    while (!(await answers(port))) {
      if (hasEnded(child)) throw new Error('mosquitto ended by itself')
      await sleep(20)
    }
    return Number(said.toString())
  }
  const pid = await within(startPatienceMs, 'starting mosquitto', answering())
  return { port, pid, stop }
}

export async function startRelay(): Promise<Peer> {
  const port = await freePort()
  const script = fileURLToPath(new URL('./ws-relay.ts', import.meta.url))
  const child = startChild(process.execPath, ['--import', 'tsx', script, String(port)], {
    core: serverCore,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  if (child.stdout === null) throw new Error('the relay has no output')
  await within(startPatienceMs, 'starting the relay', once(child.stdout, 'data'))
  return { port, pid: child.pid ?? 0, stop: () => stopChild(child) }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.on('connect', () => resolve((socket.destroy(), true)))
    socket.on('error', () => resolve(false))
  })
}
