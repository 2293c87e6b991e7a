// SPDX-License-Identifier: Apache-2.0
import type { BenchOptions } from '../benches/bench'
import { prepare } from '../muster/prepared'
import { row, type Row } from '../result/row'
import { killRound, type RoundFound } from './kill-round'

const rounds = { full: 20, quick: 3 } as const
/** Enough that some presses are before the disk, some between disk and database, and some beyond when the server dies. */
const pressesARound = 6
const units = 200

/**
 * The server is killed in the middle of presses, at another moment each round. What any device or console
 * was told of must stand after the restart, before anybody presses again; then the devices press again, as
 * they do, and no alarm may be doubled.
 */
export async function kill({ quick }: BenchOptions): Promise<Row[]> {
  const count = rounds[quick ? 'quick' : 'full']
  const prepared = await prepare(units, 1)
  const found: RoundFound[] = []
  try {
    for (let round = 0; round < count; round++) {
      found.push(await killRound({ ...prepared, round, presses: pressesARound }))
      const { promised, lost, stage } = found.at(-1) as RoundFound
      console.log(`Round ${round + 1} of ${count}: killed ${stage}; ${promised} presses promised, ${lost} of them lost`)
    }
  } finally {
    prepared.remove()
  }
  const sum = (of: (round: RoundFound) => number) => found.reduce((total, round) => total + of(round), 0)
  return [
    row({
      id: 'load',
      what: `presses in ${count} rounds, the server killed (-9) in each; half of them with a device's session, half from nobody known`,
      value: sum(({ pressed }) => pressed),
      unit: 'presses',
    }),
    row({
      id: 'promised',
      what: 'shown on a console or answered before the kill',
      value: sum(({ promised }) => promised),
      unit: 'presses',
      limit: { atLeast: 1 },
    }),
    row({
      id: 'between',
      what: 'of them, those whose device had no answer yet',
      value: sum(({ between }) => between),
      unit: 'presses',
      limit: { atLeast: 1 },
    }),
    row({
      id: 'lost',
      what: 'promised, and not standing after the restart',
      value: sum(({ lost }) => lost),
      unit: 'presses',
      limit: { atMost: 0 },
    }),
    row({
      id: 'missing',
      what: 'not standing after their devices pressed again',
      value: sum(({ missing }) => missing),
      unit: 'presses',
      limit: { atMost: 0 },
    }),
    row({
      id: 'doubled',
      what: 'on record twice, or with two alarms',
      value: sum(({ doubled }) => doubled),
      unit: 'presses',
      limit: { atMost: 0 },
    }),
    row({
      id: 'back',
      what: 'from the restart to /health 200, slowest round',
      value: Math.max(...found.map(({ backMs }) => backMs)),
      unit: 'ms',
    }),
  ]
}
