// SPDX-License-Identifier: Apache-2.0
import type { May } from '@muster/contract/permissions'
import { newId } from '@muster/contract/ids'
import { Refused } from '@muster/contract/refusal'
import { expect, test } from 'vitest'
import { anyone, type PersonViewer, type Viewer } from '../viewer'
import { admit, isOwnOrigin } from './access'

const person: PersonViewer = {
  kind: 'person',
  sessionId: newId(),
  personId: newId(),
  name: 'A',
  roles: ['officer'],
  permissions: new Set(['book-on']),
  clearedFor: [],
  deviceId: null,
  expiresAt: 0,
}
const device: PersonViewer = { ...person, deviceId: newId() }
const gateway: Viewer = { kind: 'gateway', gatewayId: 'g' }

function outcomeOf(may: May, viewer: Viewer): string {
  try {
    admit(may, viewer)
    return 'in'
  } catch (error) {
    return error instanceof Refused ? error.code : String(error)
  }
}

test.each<[May, Viewer, 'in' | 'not-signed-in' | 'not-allowed']>([
  ['anyone', anyone, 'in'],
  ['anyone', gateway, 'in'],
  ['signed-in', anyone, 'not-signed-in'],
  ['signed-in', person, 'in'],
  ['signed-in', gateway, 'not-allowed'],
  ['gateway', gateway, 'in'],
  ['gateway', person, 'not-allowed'],
  ['gateway', anyone, 'not-signed-in'],
  ['device', person, 'not-allowed'],
  ['device', device, 'in'],
  ['device', gateway, 'not-allowed'],
  ['book-on', person, 'in'],
  ['see-log', person, 'not-allowed'],
  ['see-log', gateway, 'not-allowed'],
  ['see-log', anyone, 'not-signed-in'],
])('[HO-018] what %s may call: %o is %s', (may, viewer, outcome) => {
  expect(outcomeOf(may, viewer)).toBe(outcome)
})

test.each<[string, string | undefined, string | undefined, string | null, boolean]>([
  ['POST', undefined, 'muster.example', null, true],
  ['POST', 'https://muster.example', 'muster.example', null, true],
  ['POST', 'https://evil.example', 'muster.example', null, false],
  ['POST', 'https://muster.example.evil.example', 'muster.example', null, false],
  ['POST', 'null', 'muster.example', null, false],
  ['DELETE', 'https://evil.example', 'muster.example', null, false],
  ['POST', 'https://muster.example', 'inside:8780', 'https://muster.example/', true],
  ['POST', 'https://evil.example', 'inside:8780', 'https://muster.example/', false],
  ['POST', 'https://muster.example', undefined, null, false],
  ['GET', 'https://evil.example', 'muster.example', null, true],
])('[HO-020] %s from %s to %s (public: %s) comes from our own pages: %s', (method, origin, host, open, own) => {
  expect(isOwnOrigin(method, origin, host, open)).toBe(own)
})
