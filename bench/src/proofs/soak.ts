// SPDX-License-Identifier: Apache-2.0
import { alarmRows } from '../benches/alarm'
import type { BenchOptions } from '../benches/bench'
import { generatorRows, keptRows } from '../benches/position-rows'
import { pressPlan } from '../load/press-plan'
import { runMuster } from '../muster/measured-run'
import { prepare } from '../muster/prepared'
import { row, type Row } from '../result/row'
import { flatness } from './flatness'

interface Size {
  readonly units: number
  readonly consoles: number
  readonly seconds: number
  /** From here on memory has to stay where it is, s. */
  readonly settledS: number
}

const full: Size = { units: 2_000, consoles: 20, seconds: 300, settledS: 120 }
const trial: Size = { units: 500, consoles: 8, seconds: 12, settledS: 6 }
const everyMs = 5_000
const trialEveryMs = 1_000

/** A busy shift for a while: nothing is lost, help stays quick, and nothing grows. */
export async function soak({ quick, profileDir }: BenchOptions): Promise<Row[]> {
  const { units, consoles, seconds, settledS } = quick ? trial : full
  const prepared = await prepare(units, consoles)
  try {
    const plan = { everyMs: quick ? trialEveryMs : everyMs, lastsMs: seconds * 1_000, already: 0 }
    const presses = pressPlan(prepared.shift.units, plan)
    console.log(`${units} units and ${consoles} consoles for ${seconds} s …`)
    const measured = await runMuster({ ...prepared, seconds, presses, profileDir })
    const { outcome, rssMb, serverCpuMs, loopDelayMs } = measured
    const { swingPercent, growthPercent } = flatness(rssMb, settledS)
    return [
      row({
        id: 'load',
        what: `${units} units × 1 fix/s, ${consoles} consoles, ${seconds} s, ${presses.length} presses`,
        value: outcome.due,
        unit: 'fixes',
      }),
      ...keptRows([measured]),
      row({
        id: 'delivered',
        what: 'updates that reached a console, of those it may see',
        value: outcome.deliverable === 0 ? null : (outcome.delivered / outcome.deliverable) * 100,
        unit: '%',
      }),
      row({
        id: 'fresh-p99',
        what: 'from the scheduled send to a console, p99',
        value: outcome.freshMs.p99,
        unit: 'ms',
        limit: { atMost: 300 },
      }),
      ...alarmRows([measured], null),
      row({
        id: 'memory-swing',
        what: `memory of the server after ${settledS} s, farthest from what it was then (10 s medians)`,
        value: swingPercent,
        unit: '%',
        limit: { atMost: 5 },
      }),
      row({
        id: 'memory-growth',
        what: 'and where it ended, against what it was then',
        value: growthPercent,
        unit: '%',
      }),
      row({ id: 'memory', what: 'memory of the server at the end', value: rssMb.at(-1) ?? null, unit: 'MB' }),
      row({
        id: 'loop',
        what: "delay of the server's event loop, p99",
        value: loopDelayMs,
        unit: 'ms',
        limit: { atMost: 20 },
      }),
      row({
        id: 'cpu',
        what: 'the server process used of its core',
        value: serverCpuMs === null ? null : serverCpuMs / (seconds * 10),
        unit: '%',
      }),
      ...generatorRows([outcome]),
    ]
  } finally {
    prepared.remove()
  }
}
