// SPDX-License-Identifier: Apache-2.0
import type { PressSource, PressState, PressTrust } from '@muster/contract/emergency'
import { newId, type AlarmId, type PressId } from '@muster/contract/ids'
import type { Instant } from '@muster/contract/instant'
import type { House } from '../../shell/house'
import { printable } from '../../shell/printable'
import type { DirectoryUnit } from '../identity/index'
import type { Location } from '../location/index'
import type { AlarmBoard } from './board'
import type { ReadPress } from './reader'
import type { Recorder } from './recorder'
import { pressTime, type AlarmState, type Place, type PressRecord } from './rules'

/** A press on its way in, from whatever protocol, with what is known of who pressed. */
export interface Pressing {
  readonly read: ReadPress
  readonly unit: DirectoryUnit | null
  readonly trust: PressTrust
  readonly source: PressSource
  /** Where it came from: a device, a tracker, an ISSI, an address on the network. Groups unverified presses. */
  readonly address: string
  /** What to call it when no unit is known. */
  readonly label: string
}

/** Of one unverified source so many presses a minute are kept each by itself; beyond that they are counted. */
const keptPerMinute = 20
const waitForRecordMs = 400

/**
 * The press path [EM-1]: memory, then the journal on disk, then every console, then PostgreSQL. Nothing on
 * it can refuse: a full journal or a broken disk is shown, and the alarm goes out all the same.
 */
export function openPressPath(
  { clock, journal, log, metrics }: Pick<House, 'clock' | 'journal' | 'log' | 'metrics'>,
  parts: {
    board: AlarmBoard
    recorder: Recorder
    location: Pick<Location, 'lastFix' | 'setFollowed'>
    announce: (alarm: AlarmState) => void
  },
) {
  const { board, recorder, location, announce } = parts
  const kept = new Map<string, { minute: number; count: number }>()

  async function press(pressing: Pressing): Promise<PressState> {
    const receivedAt = clock.now()
    const record = toRecord(pressing, receivedAt)
    const known = board.press(record.id)
    if (known !== null) {
      if (!known.recorded) await recorder.settled(record.id, waitForRecordMs)
      return stateOf(record.id) ?? unknownState(record, receivedAt)
    }
    metrics.presses.inc({ source: record.source, trust: record.trust })
    if (isFlood(record)) return count(record)
    const alarm = board.take(record)
    if (alarm.unitId !== null) location.setFollowed(alarm.unitId, true)
    await journalIt(record)
    announce(board.alarm(alarm.id) ?? alarm)
    metrics.pressSeconds.observe({ step: 'announced' }, (clock.now() - receivedAt) / 1000)
    recorder.add(record)
    await recorder.settled(record.id, waitForRecordMs)
    return stateOf(record.id) ?? unknownState(record, receivedAt)
  }

  async function journalIt(record: PressRecord): Promise<void> {
    try {
      await journal.append(
        { id: record.id, payload: JSON.stringify(record) },
        record.trust === 'unverified' ? 'unverified' : 'verified',
      )
      const entry = board.press(record.id)
      if (entry !== null) entry.journalled = true
    } catch (error) {
      metrics.faults.inc({ where: 'journal' })
      log.error(
        { pressId: record.id, error: error instanceof Error ? error.message : String(error) },
        'press not journalled; the alarm goes out all the same',
      )
    }
    metrics.journalPending.set(journal.pending())
  }

  function toRecord({ read, unit, trust, source, address, label }: Pressing, receivedAt: Instant): PressRecord {
    const time = pressTime(read.pressedAt, receivedAt)
    return {
      id: (read.id ?? newId()) as PressId,
      joinKey:
        trust === 'signed-in' && unit !== null ? `unit:${unit.id}` : printable(`${trust}:${address}`).slice(0, 100),
      unitId: trust === 'signed-in' ? (unit?.id ?? null) : null,
      claimed: printable(unit?.callsign ?? read.callsign ?? label).slice(0, 60) || 'Unknown',
      trust,
      source,
      address: printable(address).slice(0, 60),
      silent: read.silent,
      pressedAt: time.at,
      receivedAt,
      place: placeOf(read, unit, time.at),
      batteryPercent: read.batteryPercent,
      // A lost device tells nobody of its officer's operation either.
      compartments: unit?.compartments ?? [],
      notes: (time.note === null ? read.notes : [...read.notes, time.note])
        .map((note) => printable(note).slice(0, 60))
        .slice(0, 4),
    }
  }

  /** The place in the press; else the last one known of the unit, with its own age. */
  function placeOf(read: ReadPress, unit: DirectoryUnit | null, pressedAt: Instant): Place | null {
    if (read.place !== null) return { ...read.place, at: read.place.at ?? pressedAt }
    const last = unit === null ? null : location.lastFix(unit.id)
    return last === null ? null : { lat: last.lat, lon: last.lon, accuracyM: last.accuracyM, at: last.atMs }
  }

  function isFlood(record: PressRecord): boolean {
    if (record.trust !== 'unverified' || board.openFor(record.joinKey) === null) return false
    const minute = Math.floor(record.receivedAt / 60_000)
    const seen = kept.get(record.joinKey)
    if (seen?.minute === minute) return ++seen.count > keptPerMinute
    if (kept.size >= 10_000) kept.clear()
    kept.set(record.joinKey, { minute, count: 1 })
    return false
  }

  /** Taken, shown as one more, not kept by itself: its source stands on every console already. */
  function count(record: PressRecord): PressState {
    const standing = board.openFor(record.joinKey) as AlarmState
    board.put({ ...standing, presses: standing.presses + 1, lastPressAt: record.receivedAt })
    return {
      pressId: record.id,
      alarmId: standing.id,
      receivedAt: record.receivedAt,
      journalled: true,
      recorded: standing.recorded,
      acknowledgedAt: standing.acknowledgedAt,
      closedAt: null,
    }
  }

  function stateOf(id: PressId): PressState | null {
    const entry = board.press(id)
    if (entry === null) return null
    const alarm = board.alarm(entry.alarmId)
    return {
      pressId: id,
      alarmId: entry.alarmId,
      receivedAt: entry.receivedAt,
      journalled: entry.journalled,
      recorded: entry.recorded,
      acknowledgedAt: alarm?.acknowledgedAt ?? null,
      closedAt: alarm?.closedAt ?? null,
    }
  }

  return { press, stateOf }
}

function unknownState(record: PressRecord, receivedAt: Instant): PressState {
  return {
    pressId: record.id,
    alarmId: record.id as string as AlarmId,
    receivedAt,
    journalled: false,
    recorded: false,
    acknowledgedAt: null,
    closedAt: null,
  }
}

export type PressPath = ReturnType<typeof openPressPath>
