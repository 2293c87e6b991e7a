// SPDX-License-Identifier: Apache-2.0
import type { PressState } from '@muster/contract/emergency'
import type { AlarmId, PressId } from '@muster/contract/ids'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { PressWire } from '../features/emergency/press-rules'
import { giveWayMs, lineLimit, perPressLimit, SendLine, sendPatienceMs } from './send-line'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const press = (id: string): PressWire => ({ id: id as PressId, silent: false })

/** A server that hangs until told to answer. */
function hanging() {
  const started: string[] = []
  const underWay = new Map<number, string>()
  const answers: string[] = []
  let hangs = true
  const post = (sent: PressWire, givenUp: AbortSignal) => {
    const no = started.push(sent.id)
    underWay.set(no, sent.id)
    return new Promise<PressState>((resolve, reject) => {
      const end = () => underWay.delete(no)
      givenUp.addEventListener('abort', () => {
        end()
        reject(new Error('given up'))
      })
      if (hangs) return
      end()
      resolve({
        pressId: sent.id,
        alarmId: 'a' as AlarmId,
        receivedAt: 0,
        journalled: true,
        recorded: true,
        acknowledgedAt: null,
        closedAt: null,
      })
    })
  }
  const line = new SendLine({ post, onAnswer: (state) => answers.push(state.pressId), nowMs: () => performance.now() })
  return { line, started, answers, flying: () => [...underWay.values()], mend: () => (hangs = false) }
}

test('[UI-326] however long the server hangs, a press holds two connections and all of them four', async () => {
  const { line, flying } = hanging()
  for (let i = 0; i < 200; i++) {
    line.send(press(`p${i % 7}`))
    await vi.advanceTimersByTimeAsync(150)
    expect(flying().length).toBeLessThanOrEqual(lineLimit)
    for (const id of flying()) expect(flying().filter((each) => each === id).length).toBeLessThanOrEqual(perPressLimit)
  }
})

test('[UI-326] a press beyond the limit waits for a place, and takes that of a request that hangs', async () => {
  const { line, started } = hanging()
  for (const id of ['a', 'b', 'c', 'd', 'e']) line.send(press(id))
  expect(started).toEqual(['a', 'b', 'c', 'd'])
  await vi.advanceTimersByTimeAsync(giveWayMs)
  line.send(press('e'))
  expect(started).toEqual(['a', 'b', 'c', 'd', 'e'])
})

test('[UI-326] once the server answers again, every press that waits is sent', async () => {
  const { line, answers, mend } = hanging()
  const ids = Array.from({ length: 30 }, (_, i) => `p${i}`)
  for (const id of ids) line.send(press(id))
  mend()
  await vi.advanceTimersByTimeAsync(sendPatienceMs + 100)
  // The four that hung are given up; the outbox sends them again.
  expect(new Set(answers)).toEqual(new Set(ids.slice(lineLimit)))
})

test('[UI-326] a press sent again gives up its older request, not its newer', async () => {
  const { line, answers, mend, flying } = hanging()
  line.send(press('a'))
  line.send(press('a'))
  mend()
  line.send(press('a'))
  await vi.advanceTimersByTimeAsync(0)
  expect(answers).toEqual(['a'])
  expect(flying()).toEqual(['a'])
})
