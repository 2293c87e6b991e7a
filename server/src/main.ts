// SPDX-License-Identifier: Apache-2.0
import { openApp } from './app'
import { openSessions } from './features/identity/index'
import { migrations } from './migrations/index'
import { ConfigFault, readConfig } from './shell/config'
import { startDatabase, type RunningDatabase } from './shell/db/start'
import { LaunchFailed } from './shell/embedded/launch'
import { openLog } from './shell/log'
import { projectRoot } from './shell/project-root'
import { openWorld } from './shell/world'

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = openLog(config.logLevel)
  const world = await openWorld({ config, log, migrations, openSessions, openApp, root: projectRoot() })
  log.info({ url: world.url }, 'listening')
  let running: RunningDatabase | null = null
  let stopping = false

  const stop = async (why: string) => {
    if (stopping) return
    stopping = true
    log.info({ why }, 'stopping')
    await world.close()
    await running?.stop()
    process.exit(0)
  }
  process.on('SIGINT', () => void stop('SIGINT'))
  process.on('SIGTERM', () => void stop('SIGTERM'))
  if (config.parentPipe) process.stdin.on('end', () => void stop('parent gone')).resume()

  running = await startDatabase(config, log)
  await world.connect(running.connection)
  log.info('ready')
}

main().catch((error: unknown) => {
  const plain = error instanceof ConfigFault || error instanceof LaunchFailed || isListenFault(error)
  const detail = error instanceof Error ? error.message : String(error)
  process.stderr.write(plain ? `${detail}\n` : `${error instanceof Error ? (error.stack ?? detail) : detail}\n`)
  process.exit(1)
})

function isListenFault(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')
}
