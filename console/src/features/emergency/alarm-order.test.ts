// SPDX-License-Identifier: Apache-2.0
import type { Alarm } from '@muster/contract/emergency'
import type { AlarmId, UnitId } from '@muster/contract/ids'
import { PictureStore } from '@muster/ui/live/picture-store'
import { expect, test } from 'vitest'
import { feedFails, wantedSound } from '../../sound/wanted-sound'
import { alarmLanes, nextToAcknowledge } from './alarm-order'
import { alarmPlace } from './alarm-place'
import { alarmTitle, alarmWarnings } from './texts'

function alarm(id: string, part: Partial<Alarm> = {}): Alarm {
  return {
    id: id as AlarmId,
    unitId: null,
    callsign: id,
    team: null,
    trust: 'signed-in',
    source: 'field-app',
    silent: false,
    pressedAt: 0,
    receivedAt: 0,
    lastPressAt: 0,
    presses: 1,
    place: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    closedAt: null,
    closedBy: null,
    closeReason: null,
    recorded: true,
    version: 1,
    ...part,
  }
}

const ids = (alarms: readonly Alarm[]) => alarms.map((each) => each.id as string)

test('[UI-211] the longest waiting comes first, the acknowledged after, the closed not at all', () => {
  const lanes = alarmLanes([
    alarm('later', { receivedAt: 20 }),
    alarm('taken', { receivedAt: 5, acknowledgedAt: 6 }),
    alarm('closed', { closedAt: 9 }),
    alarm('first', { receivedAt: 10 }),
  ])
  expect(ids(lanes.signed)).toEqual(['first', 'later', 'taken'])
})

test('[UI-212] unverified presses lie in their own lane, a lost device does not', () => {
  const lanes = alarmLanes([
    alarm('forged', { trust: 'unverified' }),
    alarm('lost', { trust: 'lost-device', receivedAt: 1 }),
    alarm('signed'),
  ])
  expect(ids(lanes.signed)).toEqual(['signed', 'lost'])
  expect(ids(lanes.unverified)).toEqual(['forged'])
})

test('[UI-213] A means the chosen alarm while it waits, or else the longest waiting; unverified ones last', () => {
  const lanes = alarmLanes([
    alarm('forged', { trust: 'unverified' }),
    alarm('b', { receivedAt: 2 }),
    alarm('a', { receivedAt: 1 }),
  ])
  expect(nextToAcknowledge(lanes, 'b')?.id).toBe('b')
  expect(nextToAcknowledge(lanes, 'forged')?.id).toBe('forged')
  expect(nextToAcknowledge(lanes, 'gone')?.id).toBe('a')
  expect(nextToAcknowledge(alarmLanes([alarm('taken', { acknowledgedAt: 1 })]), 'taken')).toBeNull()
})

test('[UI-215] each kind of trust has its own words', () => {
  expect(alarmTitle(alarm('a'))).toBe('EMERGENCY')
  expect(alarmTitle(alarm('a', { trust: 'lost-device' }))).toBe('POSSIBLE AMBUSH')
  expect(alarmTitle(alarm('a', { trust: 'unverified' }))).toBe('UNVERIFIED')
  expect(alarmWarnings(alarm('a'))).toEqual([])
  expect(alarmWarnings(alarm('a', { recorded: false }))).toEqual(['received, not yet recorded'])
  expect(alarmWarnings(alarm('a', { silent: true, trust: 'lost-device' }))).toHaveLength(2)
})

test('[UI-216] the place is the newer of the press and the last fix, or not known', () => {
  const store = new PictureStore()
  const unitId = '01890a5d-ac96-774b-bcce-b302099a8058' as UnitId
  const unit = {
    no: 3,
    id: unitId,
    callsign: 'PT1',
    team: null,
    teamId: null,
    officer: null,
    onDuty: true,
    status: null,
    statusAtMs: null,
    readiness: 'ready',
    missing: [],
    compartmented: false,
  } as const
  store.take({
    type: 'picture',
    n: 0,
    full: true,
    resume: 'r',
    atMs: 0,
    units: [{ ...unit, missing: [] }],
    gone: [],
    fixes: [[3, 52, -1, 100, 9, null, null, null, 0]],
  })
  const picture = store.getSnapshot()
  const pressedAt = (at: number) => alarm('a', { unitId, place: { lat: 51, lon: 0, accuracyM: null, at } })
  expect(alarmPlace(pressedAt(50), picture)?.lat).toBe(52)
  expect(alarmPlace(pressedAt(200), picture)?.lat).toBe(51)
  expect(alarmPlace(alarm('a', { unitId }), picture)?.lat).toBe(52)
  expect(alarmPlace(alarm('a'), picture)).toBeNull()
})

test('[UI-221] a waiting alarm sounds until it is acknowledged; unverified ones sound lower', () => {
  const waiting = alarm('a')
  const forged = alarm('f', { trust: 'unverified' })
  expect(wantedSound([])).toBeNull()
  expect(wantedSound([forged])).toBe('medium')
  expect(wantedSound([forged, waiting])).toBe('high')
  expect(wantedSound([{ ...waiting, acknowledgedAt: 1 }])).toBeNull()
  expect(wantedSound([{ ...waiting, closedAt: 1 }])).toBeNull()
  expect(wantedSound([alarm('l', { trust: 'lost-device' })])).toBe('high')
})

test.each([
  ['live', 'stalled', true],
  ['live', 'down', true],
  ['stalled', 'down', false],
  ['down', 'live', false],
  ['connecting', 'down', false],
  ['live', 'ended', false],
] as const)('[UI-222] a feed that goes from %s to %s sounds: %s', (before, after, sounds) => {
  expect(feedFails(before, after)).toBe(sounds)
})
