// SPDX-License-Identifier: Apache-2.0
import type { DutySummary } from '@muster/contract/duty'
import type { Alarm } from '@muster/contract/emergency'
import type { AlarmId } from '@muster/contract/ids'
import type { FixTuple, LiveUnit, ServerMessage } from '@muster/contract/live'
import { type Fix, type FixSource, fixSources } from '@muster/contract/place'
import { ServerClock } from './server-clock'

/** Closed alarms kept on the page; the oldest go first. Open ones are never dropped. */
export const closedAlarmsKept = 200
/** How long a flush may wait in a page that is not drawn, where animation frames do not come. */
const hiddenFlushMs = 250

/** A fix as the live socket brings it. `source` is null when it is one that this page does not know. */
export type LiveFix = Omit<Fix, 'source' | 'altitudeM'> & { readonly source: FixSource | null }

/** What changed since the last flush, for layers that draw by difference. */
export interface PictureChange {
  /** Everything may have changed: read it all anew. */
  readonly full: boolean
  /** Numbers of units that came, went, or changed; with their fixes. */
  readonly unitNos: ReadonlySet<number>
  readonly alarms: boolean
}

/** The picture as of the last flush. The maps live on and change; `version` tells whether they did. */
export interface Picture {
  readonly version: number
  readonly alarmVersion: number
  readonly unitsByNo: ReadonlyMap<number, LiveUnit>
  readonly fixesByNo: ReadonlyMap<number, LiveFix>
  readonly alarmsById: ReadonlyMap<AlarmId, Alarm>
  /** The server's own count, from the last beat; null when the viewer gets none. */
  readonly duty: DutySummary | null
  /** False until the first full picture: nothing shown is not the same as nobody there. */
  readonly known: boolean
  readonly alarmsKnown: boolean
}

type Listener = (change: PictureChange) => void

/**
 * The live picture, outside of any framework. Frames are applied at once and told to listeners once per
 * animation frame; alarms do not wait for one, because a page in the background gets none.
 */
export class PictureStore {
  readonly clock: ServerClock
  readonly #units = new Map<number, LiveUnit>()
  readonly #fixes = new Map<number, LiveFix>()
  readonly #alarms = new Map<AlarmId, Alarm>()
  readonly #listeners = new Set<Listener>()
  #snapshot: Picture
  #changed = new Set<number>()
  #full = false
  #alarmsChanged = false
  #cancel: (() => void) | null = null

  constructor(clock: ServerClock = new ServerClock()) {
    this.clock = clock
    this.#snapshot = {
      version: 0,
      alarmVersion: 0,
      unitsByNo: this.#units,
      fixesByNo: this.#fixes,
      alarmsById: this.#alarms,
      duty: null,
      known: false,
      alarmsKnown: false,
    }
  }

  serverNow(): number {
    return this.clock.now()
  }

  readonly subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly getSnapshot = (): Picture => this.#snapshot

  take(message: ServerMessage): void {
    if (message.type === 'picture') this.#takePicture(message)
    if (message.type === 'alarms') this.#takeAlarms(message.alarms, message.full)
    if (message.type === 'beat') this.#takeBeat(message.duty)
  }

  /** An alarm as an HTTP reply gave it; it counts unless a newer one is known. */
  takeAlarm(alarm: Alarm): void {
    this.#takeAlarms([alarm], false)
  }

  #takePicture(message: Extract<ServerMessage, { type: 'picture' }>): void {
    if (message.full) this.#forgetUnits()
    for (const no of message.gone) this.#forget(no)
    for (const unit of message.units) this.#put(unit)
    for (const fix of message.fixes) this.#putFix(fix, message.full)
    this.#snapshot = { ...this.#snapshot, known: this.#snapshot.known || message.full }
    this.#schedule()
  }

  #takeAlarms(alarms: readonly Alarm[], full: boolean): void {
    if (full) this.#alarms.clear()
    for (const alarm of alarms) {
      const known = this.#alarms.get(alarm.id)
      if (known === undefined || alarm.version >= known.version) this.#alarms.set(alarm.id, alarm)
    }
    this.#trimClosed()
    this.#alarmsChanged = true
    if (full) this.#snapshot = { ...this.#snapshot, alarmsKnown: true }
    this.#flush()
  }

  #takeBeat(duty: DutySummary | null): void {
    this.#snapshot = { ...this.#snapshot, duty }
    this.#schedule()
  }

  #put(unit: LiveUnit): void {
    this.#units.set(unit.no, unit)
    this.#changed.add(unit.no)
  }

  /** A fix older than the one shown never moves a unit back. */
  #putFix(tuple: FixTuple, full: boolean): void {
    const fix = tupleToFix(tuple)
    const known = this.#fixes.get(tuple[0])
    if (!full && known !== undefined && fix.atMs < known.atMs) return
    this.#fixes.set(tuple[0], fix)
    this.#changed.add(tuple[0])
  }

  #forget(no: number): void {
    this.#units.delete(no)
    this.#fixes.delete(no)
    this.#changed.add(no)
  }

  #forgetUnits(): void {
    for (const no of this.#units.keys()) this.#changed.add(no)
    this.#units.clear()
    this.#fixes.clear()
    this.#full = true
  }

  #trimClosed(): void {
    const closed = [...this.#alarms.values()].filter((alarm) => alarm.closedAt !== null)
    if (closed.length <= closedAlarmsKept) return
    closed.sort((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0))
    for (const alarm of closed.slice(closedAlarmsKept)) this.#alarms.delete(alarm.id)
  }

  #schedule(): void {
    this.#cancel ??= nextFrame(() => this.#flush())
  }

  #flush(): void {
    this.#cancel?.()
    this.#cancel = null
    const change = { full: this.#full, unitNos: this.#changed, alarms: this.#alarmsChanged }
    const alarmVersion = this.#snapshot.alarmVersion + (this.#alarmsChanged ? 1 : 0)
    this.#snapshot = { ...this.#snapshot, version: this.#snapshot.version + 1, alarmVersion }
    this.#changed = new Set()
    this.#full = false
    this.#alarmsChanged = false
    for (const listener of this.#listeners) listener(change)
  }
}

function tupleToFix([, lat, lon, atMs, accuracyM, speedMps, courseDeg, batteryPercent, source]: FixTuple): LiveFix {
  return { atMs, lat, lon, accuracyM, speedMps, courseDeg, batteryPercent, source: fixSources[source] ?? null }
}

/** Once at the next animation frame, or soon where none will come. Returns how to call it off. */
function nextFrame(act: () => void): () => void {
  if (typeof requestAnimationFrame === 'undefined' || document.hidden) {
    const timer = setTimeout(act, hiddenFlushMs)
    return () => clearTimeout(timer)
  }
  const frame = requestAnimationFrame(act)
  // The page may be hidden before the frame is drawn; then the timer brings it.
  const timer = setTimeout(act, hiddenFlushMs * 4)
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
}
