// SPDX-License-Identifier: Apache-2.0
import type { PressState } from '@muster/contract/emergency'
import type { AlarmId, PressId } from '@muster/contract/ids'
import { expect, test } from 'vitest'
import type { QueuedPress } from '../../outbox/outbox-rules'
import { alarmView } from './alarm-rules'

function queued(change: { undelivered?: boolean; silent?: boolean; answer?: Partial<PressState> }): QueuedPress {
  const pressId = 'p' as PressId
  const state = {
    pressId,
    alarmId: 'a' as AlarmId,
    receivedAt: 100,
    journalled: true,
    recorded: true,
    acknowledgedAt: null,
    closedAt: null,
  }
  return {
    press: { id: pressId, silent: change.silent ?? false },
    pressedAtMs: 0,
    startedMs: 0,
    undelivered: change.undelivered ?? false,
    answer: change.answer === undefined ? null : { ...state, ...change.answer },
    sends: 0,
    sendDueMs: 0,
    asks: 0,
    askDueMs: 0,
  }
}

const waiting = queued({})
const lost = queued({ undelivered: true })
const received = queued({ answer: {} })
const acknowledged = queued({ answer: { acknowledgedAt: 200 } })
const closed = queued({ answer: { acknowledgedAt: 200, closedAt: 300 } })

test.each([
  ['a fresh press', [waiting], { stage: 'sending', atMs: null, newest: null }],
  ['a press without an answer', [lost], { stage: 'not-delivered', atMs: null, newest: null }],
  ['a fresh press after one without an answer', [lost, waiting], { stage: 'not-delivered' }],
  ['an answer', [received], { stage: 'received', atMs: 100, newest: null }],
  ['an acknowledgement', [acknowledged], { stage: 'acknowledged', atMs: 200 }],
  [
    'a later press of a standing alarm',
    [acknowledged, waiting],
    { stage: 'acknowledged', newest: 'sending', presses: 2 },
  ],
  ['a later press that nobody heard', [received, lost], { stage: 'received', newest: 'not-delivered' }],
  ['a closed alarm', [closed], { stage: 'closed', atMs: 300 }],
  ['a fresh press after a closed alarm', [closed, waiting], { stage: 'sending', presses: 1 }],
])('[UI-314] %s', (_, presses, view) => {
  expect(alarmView(presses)).toMatchObject(view)
})

test('[UI-314] without a press there is nothing to say', () => {
  expect(alarmView([])).toBeNull()
})

test('[UI-317] the newest press says whether the screen stays quiet', () => {
  expect(alarmView([queued({}), queued({ silent: true })])?.silent).toBe(true)
  expect(alarmView([queued({ silent: true }), queued({})])?.silent).toBe(false)
})
