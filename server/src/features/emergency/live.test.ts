// SPDX-License-Identifier: Apache-2.0
import type { ServerWire } from '@muster/contract/live'
import { newId, type PressId } from '@muster/contract/ids'
import { expect, test } from 'vitest'
import type { House } from '../../shell/house'
import type { LiveClient } from '../../shell/live/client'
import type { Directory } from '../identity/index'
import { AlarmBoard } from './board'
import { serveAlarms } from './live'

test('[EM-7] until the database was read no console is told that these are all; then each gets the list again', () => {
  const sent: ServerWire[] = []
  let n = 0
  const client = {
    viewer: { kind: 'person', clearedFor: [], permissions: new Set(['acknowledge-alarm']), deviceId: null },
    nextN: () => ++n,
    send: (message: ServerWire) => sent.push(message),
  } as unknown as LiveClient
  let subscribe: (client: LiveClient, resume: string | null) => unknown = () => undefined
  const live = {
    onSubscribe: (_topic: string, serve: typeof subscribe) => (subscribe = serve),
    subscribers: () => [client],
    clients: () => [],
  }
  const board = new AlarmBoard()
  const served = serveAlarms({ live, clock: { now: () => 1_000 } } as unknown as Pick<House, 'live' | 'clock'>, {
    board,
    directory: { unit: () => null } as unknown as Directory,
    names: new Map(),
    stateOf: () => null,
  })
  subscribe(client, null)
  expect(sent.at(-1)).toMatchObject({ type: 'alarms', full: false, alarms: [] })
  board.take({
    id: newId<PressId>(),
    joinKey: 'k',
    unitId: null,
    claimed: 'PT117',
    trust: 'unverified',
    source: 'unknown',
    address: 'a',
    silent: false,
    pressedAt: 1,
    receivedAt: 1,
    place: null,
    batteryPercent: null,
    compartments: [],
    notes: [],
  })
  served.setComplete()
  expect(sent.at(-1)).toMatchObject({ type: 'alarms', full: true, alarms: [{ callsign: 'PT117' }] })
})
