// SPDX-License-Identifier: Apache-2.0
import { GetSetup } from '@muster/contract/system'
import { agency } from './agency/agency'
import { apiClient } from './api-client'
import { httpWire } from './http-wire'
import { isLoaded, load, signInToLoad } from './load'
import { startShift } from './shift/shift'

/**
 * The demo: loads the agency if it is not there, then runs a shift until it is told to stop.
 *
 * MUSTER_URL: the server. MUSTER_DEMO_OFFICERS: how many on duty. MUSTER_DEMO_ALARM=0: nobody presses for
 * help. MUSTER_DEMO_YEAR=before: too few radios. MUSTER_PARENT_PIPE=1: stop when standard input closes.
 */
const say = (line: string) => console.log(`demo: ${line}`)
const { env } = process
const url = env['MUSTER_URL'] || 'http://127.0.0.1:8780'
const officers = Number(env['MUSTER_DEMO_OFFICERS'] || 600)
const seed = 'muster'
const serverWaitMs = 120_000

async function main() {
  if (!Number.isInteger(officers) || officers < 1 || officers > 2_000) {
    throw new Error('MUSTER_DEMO_OFFICERS must be a whole number from 1 to 2000')
  }
  const year = env['MUSTER_DEMO_YEAR'] === 'before' ? 'before' : 'after'
  const service = agency({ seed, size: 'demo', year, asOf: Date.UTC(new Date().getUTCFullYear(), 0, 1) })
  const wire = httpWire(url, { connections: 2, timeoutMs: 60_000 })
  const ensureLoaded = async () => {
    const api = apiClient(wire)
    if (await isLoaded(service, api)) return
    await signInToLoad(api)
    const startedAtMs = Date.now()
    const { added } = await load(service, api, say)
    say(`the agency is loaded: ${added} records in ${((Date.now() - startedAtMs) / 1_000).toFixed(1)} s`)
  }
  await untilUp(async () => void (await apiClient(wire).call(GetSetup)))
  await ensureLoaded()
  const startedAtMs = Date.now()
  const shift = startShift({
    url,
    agency: service,
    officers,
    alarms: env['MUSTER_DEMO_ALARM'] !== '0',
    say,
    onBack: ensureLoaded,
  })
  stopWith(() => {
    shift.stop()
    wire.close()
  })
  say(`${shift.officers.length} officers come on duty`)
  const { onDuty, seen, ready, loggedOn } = await shift.moving
  const seconds = ((Date.now() - startedAtMs) / 1_000).toFixed(1)
  say(
    `${onDuty} of ${officers} on duty, ${seen} seen; ${ready} ready, ${loggedOn} logged on, ${onDuty - ready - loggedOn} not (${seconds} s)`,
  )
  say('ready')
}

/** The server may still be starting. */
async function untilUp(ask: () => Promise<void>) {
  const deadlineMs = Date.now() + serverWaitMs
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (Date.now() > deadlineMs)
        throw new Error(`no server at ${url}: start one with MUSTER_DEMO=1`, { cause: error })
      await new Promise((done) => setTimeout(done, 200))
    }
  }
}

function stopWith(stop: () => void) {
  const leave = () => {
    stop()
    process.exit(0)
  }
  process.once('SIGINT', leave)
  process.once('SIGTERM', leave)
}

// Whoever started the demo may be gone before it has begun: this must hold from the first moment.
if (env['MUSTER_PARENT_PIPE'] === '1') {
  process.stdin.on('end', () => process.exit(0))
  process.stdin.on('close', () => process.exit(0))
  process.stdin.resume()
}

main().catch((error: unknown) => {
  console.error(`demo: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
})
