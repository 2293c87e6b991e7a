// SPDX-License-Identifier: Apache-2.0
import { serverCore } from '../machine/children'
import { cpuMsOf, cpuMsOfAll, rssMbOf } from '../machine/process-table'
import { drive } from '../load/drive'
import type { Outcome, PressLoad } from '../load/job'
import { takeLoopDelayMs } from './metrics'
import { openRecords } from './records'
import { startMuster } from './server'
import type { Shift } from './shift'

export interface MusterRun {
  readonly dataDir: string
  readonly port: number
  readonly shift: Shift
  readonly seconds: number
  readonly presses: readonly PressLoad[]
  readonly profileDir: string | null
}

/** One run of Muster under load: what its clients saw, what its database holds, and what it cost. */
export interface MusterMeasured {
  readonly outcome: Outcome
  /** Positions of the span in history; of the same unit and time; set aside. */
  readonly stored: number
  readonly twice: number
  readonly setAside: number
  readonly recorded: { readonly presses: number; readonly alarms: number }
  readonly serverCpuMs: number | null
  readonly postgresCpuMs: number | null
  readonly loopDelayMs: number | null
  /** Each second, from the start of the span on. */
  readonly rssMb: readonly (number | null)[]
}

export const warmUpMs = 3_000

/** Starts the server on its core, drives it, asks the database, and stops it: the next run meets a fresh process. */
export async function runMuster(run: MusterRun): Promise<MusterMeasured> {
  const { dataDir, port, shift, seconds, presses, profileDir } = run
  const server = await startMuster({ dataDir, port, core: serverCore, profileDir })
  const rssMb: (number | null)[] = []
  const costs = () => {
    const postgres = server.postgresPids()
    return { server: cpuMsOf(server.pid), postgres: cpuMsOfAll(postgres) }
  }
  let before = costs()
  let after = before
  let loopDelayMs: number | null = null
  let fromMs = 0
  try {
    const outcome = await drive({
      job: { kind: 'muster', url: server.url, units: shift.units, consoles: shift.consoles, presses },
      seconds,
      warmUpMs,
      watch: {
        async begin(startMs) {
          fromMs = startMs
          before = costs()
          rssMb.push(rssMbOf(server.pid))
          await takeLoopDelayMs(server.url)
        },
        second: () => void rssMb.push(rssMbOf(server.pid)),
        async end() {
          after = costs()
          rssMb.push(rssMbOf(server.pid))
          loopDelayMs = await takeLoopDelayMs(server.url)
        },
      },
    })
    const held = await whatIsHeld(dataDir, fromMs, seconds)
    return {
      outcome,
      ...held,
      serverCpuMs: difference(after.server, before.server),
      postgresCpuMs: difference(after.postgres, before.postgres),
      loopDelayMs,
      rssMb,
    }
  } finally {
    await server.stop()
  }
}

async function whatIsHeld(dataDir: string, fromMs: number, seconds: number) {
  const records = await openRecords(dataDir)
  try {
    const { stored, twice } = await records.fixes(fromMs, fromMs + seconds * 1_000)
    const recorded = await records.presses(fromMs)
    return { stored, twice, setAside: await records.setAside(fromMs), recorded }
  } finally {
    await records.close()
  }
}

function difference(after: number | null, before: number | null): number | null {
  return after === null || before === null ? null : after - before
}
