// SPDX-License-Identifier: Apache-2.0
import { newId, type PressId } from '@muster/contract/ids'
import { describe, expect, test } from 'vitest'
import { silentLog } from '../../shell/log'
import { openMetrics } from '../../shell/metrics'
import { AlarmBoard } from './board'
import { openPressPath, type Pressing } from './press'
import { fromUnknown } from './reader'

/** The path with a journal and a recorder that do what the test says, and a list of what happened in order. */
function pathWith(append: () => Promise<void>) {
  const happened: string[] = []
  const board = new AlarmBoard()
  const path = openPressPath(
    {
      clock: { now: () => 1_000, wallOffsetMs: () => 0, persist: () => undefined },
      journal: {
        append: () => append().finally(() => happened.push('journal answered')),
        release: () => undefined,
        leftOver: [],
        pending: () => 0,
        close: () => Promise.resolve(),
      },
      log: silentLog,
      metrics: openMetrics(),
    },
    {
      board,
      location: { lastFix: () => null, setFollowed: () => undefined },
      announce: () => happened.push('shown'),
      recorder: {
        add: () => happened.push('given to the database'),
        settled: () => Promise.resolve(),
        pending: () => 0,
        close: () => undefined,
      },
    },
  )
  return { path, happened, board }
}

const pressing = (id: PressId): Pressing => ({
  read: fromUnknown({ id }),
  unit: null,
  trust: 'unverified',
  source: 'unknown',
  address: 'a',
  label: 'x',
})

describe('the press path', () => {
  test('[EM-1] disk, then consoles, then database, then the answer', async () => {
    let onDisk: () => void = () => undefined
    const { path, happened } = pathWith(() => new Promise((resolve) => (onDisk = resolve)))
    const answered = path.press(pressing(newId())).then((state) => {
      happened.push('answered')
      return state
    })
    await Promise.resolve()
    expect(happened).toEqual([])
    onDisk()
    expect(await answered).toMatchObject({ journalled: true })
    expect(happened).toEqual(['journal answered', 'shown', 'given to the database', 'answered'])
  })

  test('[EM-17] with no room in the journal, or a broken disk, the alarm goes out and its sender is told that it is not on disk', async () => {
    const { path, happened, board } = pathWith(() => Promise.reject(new Error('no space')))
    const id = newId<PressId>()
    expect(await path.press(pressing(id))).toMatchObject({ pressId: id, journalled: false, recorded: false })
    expect(happened).toEqual(['journal answered', 'shown', 'given to the database'])
    expect(board.standing()).toHaveLength(1)
  })
})
