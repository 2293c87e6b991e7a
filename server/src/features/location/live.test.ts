// SPDX-License-Identifier: Apache-2.0
import type { ServerWire, Topic } from '@muster/contract/live'
import { newId, type CompartmentId, type UnitId } from '@muster/contract/ids'
import type { Permission } from '@muster/contract/permissions'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { House } from '../../shell/house'
import type { LiveClient } from '../../shell/live/client'
import type { BeatBody } from '../../shell/live/hub'
import { openMetrics } from '../../shell/metrics'
import type { DirectoryUnit } from '../identity/index'
import { servePicture } from './live'
import { Picture } from './picture'

type PictureFrame = Extract<ServerWire, { type: 'picture' }>

const compartment = newId<CompartmentId>()
const tickMs = 200
let picture: Picture
let stop: () => void
let subscribe: (client: LiveClient, resume: string | null) => unknown
let beat: (client: LiveClient) => BeatBody

beforeEach(() => {
  vi.useFakeTimers()
  picture = new Picture()
  const live = {
    onSubscribe: (_topic: Topic, serve: typeof subscribe) => (subscribe = serve),
    onClose: () => undefined,
    onBeat: (describe: typeof beat) => (beat = describe),
  }
  const house = { live, clock: { now: () => Date.now() }, metrics: openMetrics() }
  stop = servePicture(house as unknown as House, picture, 'boot')
})
afterEach(() => {
  stop()
  vi.useRealTimers()
})

const unit = (no: number, compartments: CompartmentId[] = []): DirectoryUnit => ({
  id: newId<UnitId>(),
  no,
  callsign: `U${no}`,
  teamId: null,
  team: null,
  personId: null,
  officer: null,
  compartments,
})

function watcher(clearedFor: CompartmentId[] = [], permissions: Permission[] = ['see-picture']) {
  const frames: PictureFrame[] = []
  const state = { slow: false }
  let n = 0
  const client = {
    viewer: { kind: 'person', clearedFor, permissions: new Set(permissions) },
    nextN: () => ++n,
    sendText: (text: string) => frames.push(JSON.parse(text) as PictureFrame),
    isSlow: () => state.slow,
  }
  return { client: client as unknown as LiveClient, frames, state }
}

const onDuty = { onDuty: true, status: 1, statusAtMs: 1, readiness: 'ready', missing: [] } as const
const offDuty = { ...onDuty, onDuty: false }

function move(each: DirectoryUnit, lat: number) {
  const entry = picture.entry(each.id)
  if (entry === null) throw new Error('not in the picture')
  const fix = {
    atMs: Date.now(),
    lat,
    lon: 1,
    accuracyM: null,
    speedMps: null,
    courseDeg: null,
    altitudeM: null,
    batteryPercent: null,
  }
  picture.setFix(entry, { ...fix, source: 'osmand' }, Date.now())
}

const tick = (times = 1) => vi.advanceTimersByTime(tickMs * times)
const places = ({ fixes }: PictureFrame) => fixes.map(([no, lat]) => [no, lat])

test('[LO-10] a snapshot, then changes: what changes right after the snapshot is not lost', () => {
  const one = unit(1)
  picture.setUnits([one])
  picture.setState(one.id, onDuty)
  tick(3)
  const { client, frames } = watcher()
  subscribe(client, null)
  expect(frames.map(({ full }) => full)).toEqual([true])
  // Still in the tick of the snapshot.
  move(one, 51)
  tick()
  move(one, 52)
  move(one, 53)
  tick()
  tick(5)
  expect(frames.slice(1).map(places)).toEqual([[[1, 51]], [[1, 53]]])
  expect(frames.map(({ n }) => n)).toEqual([1, 2, 3])
})

test('[LO-10] a unit that comes on duty appears with its last place, one that goes off says so', () => {
  const one = unit(1)
  picture.setUnits([one])
  const { client, frames } = watcher()
  subscribe(client, null)
  move(one, 51)
  tick()
  expect(frames.flatMap(places)).toEqual([])
  picture.setState(one.id, onDuty)
  tick()
  expect(frames.at(-1)?.units[0]).toMatchObject({ no: 1, onDuty: true })
  expect(frames.flatMap(places)).toEqual([[1, 51]])
  picture.setState(one.id, offDuty)
  tick()
  expect(frames.at(-1)?.units[0]).toMatchObject({ no: 1, onDuty: false })
})

test('[LO-11] of a unit in a compartment the uncleared see no frame, no number and no count', () => {
  const [open, hidden] = [unit(1), unit(2, [compartment])]
  picture.setUnits([open, hidden])
  for (const each of [open, hidden]) picture.setState(each.id, onDuty)
  tick()
  const [uncleared, cleared] = [watcher(), watcher([compartment])]
  for (const { client } of [uncleared, cleared]) subscribe(client, null)
  move(hidden, 51)
  tick()
  picture.setState(hidden.id, { ...onDuty, status: 6 })
  tick(3)
  expect(JSON.stringify(uncleared.frames)).not.toMatch(/"no":2|U2|\[2,/)
  expect(uncleared.frames).toHaveLength(1)
  expect(beat(uncleared.client).duty).toEqual({ onDuty: 1, ready: 1, loggedOn: 0, notLoggedOn: 0 })
  expect(cleared.frames.flatMap(places)).toContainEqual([2, 51])
  expect(beat(cleared.client).duty?.onDuty).toBe(2)
})

test('[LO-11] a unit in two compartments needs both; one that moves into a compartment is gone from a whole new picture', () => {
  const second = newId<CompartmentId>()
  const both = unit(3, [compartment, second])
  picture.setUnits([both])
  picture.setState(both.id, onDuty)
  tick()
  const half = watcher([compartment])
  subscribe(half.client, null)
  expect(half.frames[0]?.units).toEqual([])
  const one = unit(4)
  picture.setUnits([one])
  picture.setState(one.id, onDuty)
  tick()
  expect(half.frames.at(-1)?.units.map(({ no }) => no)).toEqual([4])
  picture.setUnits([{ ...one, compartments: [second] }])
  tick()
  expect(half.frames.at(-1)).toMatchObject({ full: true, units: [] })
})

test('[LO-11] without the permission there is no picture and no count', () => {
  const { client, frames } = watcher([], ['book-on'])
  subscribe(client, null)
  tick()
  expect(frames).toEqual([])
  expect(beat(client)).toEqual({ resume: '', duty: null })
})

test('[LO-12] who is slow gets the newest of everything once it can read again, and slows nobody', () => {
  const [one, two] = [unit(1), unit(2)]
  picture.setUnits([one, two])
  for (const each of [one, two]) picture.setState(each.id, onDuty)
  tick()
  const [slow, quick] = [watcher(), watcher()]
  for (const { client } of [slow, quick]) subscribe(client, null)
  slow.state.slow = true
  for (let lat = 50; lat < 60; lat++) {
    move(one, lat)
    if (lat === 53) move(two, lat)
    tick()
  }
  expect(slow.frames).toHaveLength(1)
  expect(quick.frames).toHaveLength(11)
  slow.state.slow = false
  tick()
  expect(slow.frames).toHaveLength(2)
  expect(places(slow.frames[1] as PictureFrame).toSorted(([a = 0], [b = 0]) => a - b)).toEqual([
    [1, 59],
    [2, 53],
  ])
  move(one, 60)
  tick()
  expect(places(slow.frames[2] as PictureFrame)).toEqual([[1, 60]])
})

test('[LO-13] after a break only what changed since the mark comes; another run or other clearances get a snapshot', () => {
  const [one, two] = [unit(1), unit(2)]
  picture.setUnits([one, two])
  for (const each of [one, two]) picture.setState(each.id, onDuty)
  move(one, 50)
  move(two, 50)
  tick(2)
  const first = watcher()
  subscribe(first.client, null)
  tick()
  const { resume } = beat(first.client)
  tick(3)
  move(two, 51)
  tick()
  const again = watcher()
  subscribe(again.client, resume)
  expect(again.frames[0]).toMatchObject({ full: false })
  expect(places(again.frames[0] as PictureFrame)).toEqual([[2, 51]])
  for (const [mark, clearedFor] of [
    [resume.replace('boot', 'other'), []],
    [resume, [compartment]],
    ['rubbish', []],
    [resume.replace(/:\d+:/, ':999999:'), []],
  ] as const) {
    const other = watcher([...clearedFor])
    subscribe(other.client, mark)
    expect(other.frames[0]?.full).toBe(true)
  }
})
