// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestWorld, type TestWorld } from '../../testing/test-world'
import { until } from '../../testing/until'
import { anyone } from '../viewer'
import { retryDelayMs } from './outbox'

let at: TestWorld
beforeAll(async () => {
  at = await openTestWorld()
})
afterAll(() => at.close())

const tell = (topic: string, body: Record<string, unknown>) =>
  at.world.database.transaction(anyone, (tx) => tx.tell(topic, body))
const waiting = async () => (await at.owner.query('select topic, attempts from outbox order by id')).rows

test('[HO-006] what is told commits with its change or not at all', async () => {
  const failing = at.world.database.transaction(anyone, async (tx) => {
    await tx.tell('lost', {})
    throw new Error('rolled back')
  })
  await expect(failing).rejects.toThrow('rolled back')
  expect(await waiting()).toEqual([])
})

test('[HO-007] a handler that fails is asked again, holds up nobody, and what others did in its turn is undone', async () => {
  const done: string[] = []
  let tries = 0
  const { outbox } = at.world.house
  outbox.subscribe('bad', 'first', async (tx) => {
    await tx.tell('echo', {})
  })
  outbox.subscribe('bad', 'second', async () => {
    tries++
    if (tries < 2) throw new Error('not yet')
    done.push('bad')
  })
  outbox.subscribe('echo', 'test', async () => void done.push('echo'))
  outbox.subscribe('good', 'test', async (_tx, body) => void done.push(`good ${String(body['n'])}`))
  await tell('bad', {})
  for (const n of [1, 2, 3]) await tell('good', { n })
  await until(
    () => done.length,
    (count) => count === 5,
    'everything to be delivered',
  )
  expect(done.slice(0, 3)).toEqual(['good 1', 'good 2', 'good 3'])
  expect(done.slice(3)).toEqual(['bad', 'echo'])
  expect(tries).toBe(2)
  await until(waiting, (rows) => rows.length === 0, 'the outbox to be empty')
})

test('[HO-007] each failure doubles the pause, up to five minutes', () => {
  expect([0, 1, 2, 3].map(retryDelayMs)).toEqual([1_000, 2_000, 4_000, 8_000])
  expect([9, 20, 1_000].map(retryDelayMs)).toEqual([300_000, 300_000, 300_000])
})

test('[HO-007] nobody listens twice under one name', () => {
  at.world.house.outbox.subscribe('once', 'test', async () => undefined)
  expect(() => at.world.house.outbox.subscribe('once', 'test', async () => undefined)).toThrow('already listens')
})

test('[HO-008] what was not delivered when the server ended is delivered by the next', async () => {
  at.world.house.outbox.subscribe('later', 'test', () => Promise.reject(new Error('the server ends now')))
  await tell('later', { n: 7 })
  await until(waiting, (rows) => rows[0]?.attempts === 1, 'a first try')
  at = await at.restart()
  const heard: unknown[] = []
  at.world.house.outbox.subscribe('later', 'test', async (_tx, body) => void heard.push(body))
  await at.owner.query('update outbox set due_at = now()')
  await until(
    () => heard.length,
    (count) => count > 0,
    'delivery after the restart',
  )
  expect(heard).toEqual([{ n: 7 }])
})
