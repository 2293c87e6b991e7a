// SPDX-License-Identifier: Apache-2.0
import type { ChainLink, Readiness } from '@muster/contract/duty'
import type { LiveUnit } from '@muster/contract/live'
import type { CompartmentId, UnitId } from '@muster/contract/ids'
import { fixSources, type Fix } from '@muster/contract/place'
import type { DirectoryUnit } from '../identity/index'
import type { Doubt } from './rules'

/** What duty knows of a unit and pushes down here, for the picture. */
export interface UnitState {
  readonly onDuty: boolean
  readonly status: number | null
  readonly statusAtMs: number | null
  readonly readiness: Readiness
  readonly missing: readonly ChainLink[]
}

const unseen: UnitState = { onDuty: false, status: null, statusAtMs: null, readiness: 'not-logged-on', missing: [] }

/** One unit of the live picture. Ticks say when it last changed, so that a slow client gets only the newest. */
export interface Entry {
  unit: DirectoryUnit
  group: Group
  state: UnitState
  /** An alarm stands: positions are taken off duty too. */
  followed: boolean
  fix: Fix | null
  receivedAtMs: number
  doubt: Doubt | null
  fixTick: number
  stateTick: number
  fixText: string
  stateText: string
}

/** Units with the very same compartments: encoded once for everybody who may see them. */
export interface Group {
  readonly key: string
  readonly compartments: readonly CompartmentId[]
  readonly entries: Set<Entry>
  readonly changedFixes: Set<Entry>
  readonly changedStates: Set<Entry>
}

/** The live picture in memory. Knows units, not sockets. */
export class Picture {
  readonly groups = new Map<string, Group>()
  readonly #entries = new Map<UnitId, Entry>()
  #tick = 1
  /** Raised when a unit moved between compartments: whoever watches needs the whole picture again. */
  epoch = 1

  get tick(): number {
    return this.#tick
  }

  entry(unitId: UnitId): Entry | null {
    return this.#entries.get(unitId) ?? null
  }

  /** Take over the directory: new units, new names, other compartments. */
  setUnits(units: Iterable<DirectoryUnit>): void {
    for (const unit of units) {
      const entry = this.#entries.get(unit.id)
      if (entry === undefined) this.#add(unit)
      else this.#update(entry, unit)
    }
  }

  setState(unitId: UnitId, state: UnitState): void {
    this.#change(unitId, (entry) => (entry.state = state))
  }

  setFollowed(unitId: UnitId, followed: boolean): void {
    this.#change(unitId, (entry) => (entry.followed = followed))
  }

  setFix(entry: Entry, fix: Fix, receivedAtMs: number): void {
    entry.fix = fix
    entry.receivedAtMs = receivedAtMs
    entry.doubt = null
    entry.fixTick = this.#tick
    entry.fixText = ''
    entry.group.changedFixes.add(entry)
  }

  /** Close this tick: hand each group's changes to `deliver`, then start the next. */
  turn(deliver: (tick: number) => void): void {
    deliver(this.#tick)
    this.#tick++
    for (const { changedFixes, changedStates } of this.groups.values()) {
      changedFixes.clear()
      changedStates.clear()
    }
  }

  #change(unitId: UnitId, act: (entry: Entry) => void): void {
    const entry = this.#entries.get(unitId)
    if (entry === undefined) return
    const before = isShown(entry)
    act(entry)
    entry.stateTick = this.#tick
    entry.stateText = ''
    entry.group.changedStates.add(entry)
    // Coming into the picture with a last known place: the place goes along.
    if (!before && isShown(entry) && entry.fix !== null) {
      entry.fixTick = this.#tick
      entry.group.changedFixes.add(entry)
    }
  }

  #add(unit: DirectoryUnit): void {
    const group = this.#groupOf(unit.compartments)
    const entry: Entry = {
      unit,
      group,
      state: unseen,
      followed: false,
      fix: null,
      receivedAtMs: 0,
      doubt: null,
      fixTick: 0,
      stateTick: 0,
      fixText: '',
      stateText: '',
    }
    group.entries.add(entry)
    this.#entries.set(unit.id, entry)
  }

  #update(entry: Entry, unit: DirectoryUnit): void {
    const group = this.#groupOf(unit.compartments)
    const renamed =
      entry.unit.callsign !== unit.callsign || entry.unit.officer !== unit.officer || entry.unit.team !== unit.team
    entry.unit = unit
    if (group !== entry.group) {
      entry.group.entries.delete(entry)
      entry.group.changedFixes.delete(entry)
      entry.group.changedStates.delete(entry)
      entry.group = group
      group.entries.add(entry)
      this.epoch++
    }
    if (renamed) this.#change(unit.id, () => undefined)
  }

  #groupOf(compartments: readonly CompartmentId[]): Group {
    const sorted = [...compartments].sort()
    const key = sorted.join(',')
    const found = this.groups.get(key)
    if (found !== undefined) return found
    const group: Group = {
      key,
      compartments: sorted,
      entries: new Set(),
      changedFixes: new Set(),
      changedStates: new Set(),
    }
    this.groups.set(key, group)
    this.epoch++
    return group
  }
}

export function isShown(entry: Entry): boolean {
  return entry.state.onDuty || entry.followed
}

/** A fix as the wire carries it, encoded once however many look. */
export function fixTextOf(entry: Entry): string {
  const { fix } = entry
  if (fix === null) return ''
  if (entry.fixText === '')
    entry.fixText = `[${entry.unit.no},${fix.lat.toFixed(6)},${fix.lon.toFixed(6)},${fix.atMs},${short(fix.accuracyM)},${short(fix.speedMps)},${short(fix.courseDeg)},${short(fix.batteryPercent)},${fixSources.indexOf(fix.source)}]`
  return entry.fixText
}

function short(value: number | null): string {
  return value === null ? 'null' : String(Math.round(value * 10) / 10)
}

export function stateTextOf(entry: Entry): string {
  if (entry.stateText === '') {
    const { unit, state } = entry
    entry.stateText = JSON.stringify({
      no: unit.no,
      id: unit.id,
      callsign: unit.callsign,
      team: unit.team,
      teamId: unit.teamId,
      officer: unit.officer,
      onDuty: state.onDuty,
      status: state.status,
      statusAtMs: state.statusAtMs,
      readiness: state.readiness,
      missing: [...state.missing],
      compartmented: unit.compartments.length > 0,
    } satisfies LiveUnit)
  }
  return entry.stateText
}
