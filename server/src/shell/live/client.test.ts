// SPDX-License-Identifier: Apache-2.0
import { newId } from '@muster/contract/ids'
import { expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import { openMetrics } from '../metrics'
import type { PersonViewer } from '../viewer'
import { openClient } from './client'

const viewer = { kind: 'person', personId: newId() } as PersonViewer

function socketThatHolds(bufferedAmount: number) {
  const acts: string[] = []
  const socket = {
    OPEN: 1,
    readyState: 1,
    bufferedAmount,
    send: () => acts.push('send'),
    terminate: () => acts.push('terminate'),
    close: () => acts.push('close'),
  }
  return { acts, socket: socket as unknown as WebSocket }
}

test.each([
  [0, false, 'send'],
  [256 * 1024, false, 'send'],
  [256 * 1024 + 1, true, 'send'],
  [8 * 1024 * 1024 + 1, true, 'terminate'],
])('[HO-029] a client that left %i bytes unread is slow: %s; a message to it: %s', (unread, slow, act) => {
  const { acts, socket } = socketThatHolds(unread)
  const client = openClient(socket, viewer, 1, 0, openMetrics())
  expect(client.isSlow()).toBe(slow)
  client.sendText('{}')
  expect(acts).toEqual([act])
})

test('[HO-026] frames of a connection are numbered from one, without gaps', () => {
  const client = openClient(socketThatHolds(0).socket, viewer, 1, 0, openMetrics())
  expect([client.nextN(), client.nextN(), client.nextN()]).toEqual([1, 2, 3])
})
