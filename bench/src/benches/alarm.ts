// SPDX-License-Identifier: Apache-2.0
import { temporaryFolder, removeFolder } from '../machine/children'
import { pressPlan } from '../load/press-plan'
import { type MusterMeasured, runMuster } from '../muster/measured-run'
import { prepare } from '../muster/prepared'
import { median, type Spread, worst } from '../result/percentile'
import { row, type Row } from '../result/row'
import type { BenchOptions } from './bench'
import { measureFsync } from './fsync'
import { generatorRows, keptRows } from './position-rows'

interface Size {
  readonly units: number
  readonly consoles: number
  readonly seconds: number
  readonly rounds: number
  readonly everyMs: number
}

const full: Size = { units: 2_000, consoles: 50, seconds: 30, rounds: 3, everyMs: 500 }
const trial: Size = { units: 500, consoles: 10, seconds: 10, rounds: 1, everyMs: 500 }
const fsyncTries = 200

/** A press for help while everybody reports: on the disk, then on every console. Beside it the disk alone. */
export async function alarm({ quick, profileDir }: BenchOptions): Promise<Row[]> {
  const { units, consoles, seconds, rounds, everyMs } = quick ? trial : full
  const prepared = await prepare(units, consoles)
  const folder = temporaryFolder()
  const measured: MusterMeasured[] = []
  try {
    const disk = await measureFsync(folder, fsyncTries)
    let already = 0
    for (let round = 1; round <= rounds; round++) {
      console.log(`Round ${round} of ${rounds}: a press every ${everyMs} ms, ${seconds} s …`)
      const presses = pressPlan(prepared.shift.units, { everyMs, lastsMs: seconds * 1_000, already })
      already += presses.length
      measured.push(await runMuster({ ...prepared, seconds, presses, profileDir }))
    }
    const load = `${units} fixes/s, ${consoles} consoles, a press every ${everyMs} ms in turn by HTTP without and with a session, OsmAnd and live socket, ${rounds} × ${seconds} s`
    return [
      row({ id: 'load', what: load, value: already, unit: 'presses' }),
      ...alarmRows(measured, disk),
      ...keptRows(measured),
      ...generatorRows(measured.map(({ outcome }) => outcome)),
    ]
  } finally {
    removeFolder(folder)
    prepared.remove()
  }
}

/** Every console, every time; and each press once on record. */
export function alarmRows(rounds: readonly MusterMeasured[], disk: Spread | null): Row[] {
  const presses = rounds.map(({ outcome }) => outcome.presses)
  const beside = (value: number | null | undefined) =>
    disk === null ? {} : { peer: { name: 'bare write and fdatasync of 1 KiB', value: value ?? null } }
  return [
    row({
      id: 'shown-p50',
      what: 'from the scheduled press, over the disk, to a console, p50',
      value: median(presses.map(({ shownMs }) => shownMs.p50)),
      unit: 'ms',
      ...beside(disk?.p50),
      limit: { atMost: 10 },
    }),
    row({
      id: 'shown-p99',
      what: 'from the scheduled press, over the disk, to a console, p99',
      value: median(presses.map(({ shownMs }) => shownMs.p99)),
      unit: 'ms',
      ...beside(disk?.p99),
      limit: { atMost: 50 },
    }),
    row({
      id: 'shown-most',
      what: 'the slowest of all',
      value: worst(presses.map(({ shownMs }) => shownMs.most)),
      unit: 'ms',
    }),
    row({
      id: 'unseen',
      what: 'times that a press was not shown on a console',
      value: worst(presses.map(({ unseen }) => unseen)),
      unit: 'times',
      limit: { atMost: 0 },
    }),
    row({
      id: 'recorded-p99',
      what: 'until a console shows that it is in the database, p99',
      value: median(presses.map(({ recordedMs }) => recordedMs.p99)),
      unit: 'ms',
    }),
    row({
      id: 'answered-p99',
      what: 'until the device that pressed has its answer, p99',
      value: median(presses.map(({ answeredMs }) => answeredMs.p99)),
      unit: 'ms',
    }),
    row({
      id: 'press-records',
      what: 'presses not on record, or on record more than once',
      value: worst(rounds.map(({ outcome, recorded }) => Math.abs(outcome.presses.pressed - recorded.presses))),
      unit: 'presses',
      limit: { atMost: 0 },
    }),
    row({
      id: 'alarm-records',
      what: 'presses without an alarm of their own',
      value: worst(rounds.map(({ outcome, recorded }) => Math.abs(outcome.presses.pressed - recorded.alarms))),
      unit: 'presses',
      limit: { atMost: 0 },
    }),
  ]
}
