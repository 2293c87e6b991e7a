// SPDX-License-Identifier: Apache-2.0
import { fixesPerMessage } from '@muster/contract/live'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  batchLost,
  batchPatienceMs,
  batchTaken,
  emptyFixQueue,
  type FixQueue,
  fixQueueLimit,
  sentBatch,
  withFix,
} from './fix-queue-rules'

const fixAt = (at: number) => ({ at, lat: 51, lon: 0 })

function filled(count: number): FixQueue {
  let queue = emptyFixQueue
  for (let i = 0; i < count; i++) queue = withFix(queue, fixAt(i * 1_000))
  return queue
}

test('[UI-332] at most one position a second is kept', () => {
  const queue = [0, 400, 999, 1_000, 1_500, 2_000].reduce((each, at) => withFix(each, fixAt(at)), emptyFixQueue)
  expect(queue.fixes.map((fix) => fix.at)).toEqual([0, 1_000, 2_000])
})

test('[UI-332] of more than five hundred the oldest go', () => {
  const { fixes } = filled(fixQueueLimit + 7)
  expect(fixes).toHaveLength(fixQueueLimit)
  expect(fixes[0]?.at).toBe(7_000)
})

test('[UI-332] a batch is sent alone, and again when its answer does not come', () => {
  const first = sentBatch(filled(60), 1, 0)
  expect(first?.batch).toHaveLength(fixesPerMessage)
  const queue = first?.queue ?? emptyFixQueue
  expect(sentBatch(queue, 2, batchPatienceMs - 1)).toBeNull()
  expect(sentBatch(queue, 2, batchPatienceMs)?.batch).toEqual(first?.batch)
  expect(sentBatch(batchLost(queue), 2, 1)?.batch).toEqual(first?.batch)
  expect(batchTaken(queue, 99)).toBe(queue)
})

test('[UI-332] through breaks and repeats every position arrives with its own time, in order, none passed over', () => {
  const step = fc.constantFrom('fix', 'send', 'taken', 'lost')
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      let queue = emptyFixQueue
      let [no, at] = [0, 0]
      const arrived: number[] = []
      let onWay: { id: number; times: number[] } | null = null
      for (const each of steps) {
        if (each === 'fix') queue = withFix(queue, fixAt((at += 1_000)))
        if (each === 'lost') queue = batchLost(queue)
        if (each === 'send') {
          const sent = sentBatch(queue, ++no, 0)
          if (sent !== null) [queue, onWay] = [sent.queue, { id: no, times: sent.batch.map((fix) => fix.at) }]
        }
        if (each === 'taken' && onWay !== null) {
          if (queue.sent?.id === onWay.id) arrived.push(...onWay.times)
          queue = batchTaken(queue, onWay.id)
          onWay = null
        }
      }
      const all = [...arrived, ...queue.fixes.map((fix) => fix.at)]
      expect(all).toEqual(Array.from({ length: at / 1_000 }, (_, i) => (i + 1) * 1_000))
    }),
  )
})

test('[UI-332] what is dropped for room while on its way is not counted twice', () => {
  const sent = sentBatch(filled(fixQueueLimit), 1, 0)
  const pushed = withFix(sent?.queue ?? emptyFixQueue, fixAt(900_000_000))
  expect(batchTaken(pushed, 1).fixes[0]?.at).toBe(fixesPerMessage * 1_000)
})
