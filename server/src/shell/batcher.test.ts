// SPDX-License-Identifier: Apache-2.0
import type { Refused } from '@muster/contract/refusal'
import { expect, test } from 'vitest'
import { openBatcher } from './batcher'
import { openWait } from './wait'

test('[HO-014] what is handed in resolves only once its batch was written', async () => {
  const disk = openWait(10_000)
  const written: number[][] = []
  const batcher = openBatcher<number>({
    batchRows: 2,
    batchMs: 10_000,
    queueRows: 10,
    write: async (rows) => {
      await disk.over
      written.push([...rows])
    },
  })
  let answered = 0
  const handedIn = [1, 2, 3].map((row) => batcher.add(row).then(() => answered++))
  await new Promise((resolve) => setImmediate(resolve))
  expect(answered).toBe(0)
  disk.done()
  await batcher.close()
  await Promise.all(handedIn)
  expect(written).toEqual([[1, 2], [3]])
})

test('[HO-014] a batch that fails takes nobody else along', async () => {
  const batcher = openBatcher<number>({
    batchRows: 2,
    batchMs: 1,
    queueRows: 10,
    write: (rows) => (rows.includes(2) ? Promise.reject(new Error('disk')) : Promise.resolve()),
  })
  const outcomes = await Promise.allSettled([1, 2, 3].map((row) => batcher.add(row)))
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
})

test('[HO-014] past its limit the next row is refused, as something to send again', async () => {
  const batcher = openBatcher<number>({ batchRows: 5, batchMs: 60_000, queueRows: 2, write: async () => undefined })
  const kept = [batcher.add(1), batcher.add(2)]
  await expect(batcher.add(3)).rejects.toMatchObject({ code: 'database-unavailable' } satisfies Partial<Refused>)
  expect(batcher.waiting()).toBe(2)
  await batcher.close()
  await Promise.all(kept)
})

test('[HO-014] a row that comes alone does not wait longer than the batch does', async () => {
  const batcher = openBatcher<number>({ batchRows: 1_000, batchMs: 5, queueRows: 10, write: async () => undefined })
  await batcher.add(1)
  expect(batcher.waiting()).toBe(0)
})
