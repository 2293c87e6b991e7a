// SPDX-License-Identifier: Apache-2.0
import type { AlarmId, PressId } from '@muster/contract/ids'
import type { Instant } from '@muster/contract/instant'
import { join, raise, type AlarmState, type PressRecord } from './rules'

interface PressEntry {
  readonly alarmId: AlarmId
  readonly receivedAt: Instant
  journalled: boolean
  recorded: boolean
}

const pressesLimit = 100_000
const closedLimit = 2_000

/** Every standing alarm, in memory: what the consoles show does not wait for a database. */
export class AlarmBoard {
  readonly #alarms = new Map<AlarmId, AlarmState>()
  readonly #openByKey = new Map<string, AlarmId>()
  readonly #presses = new Map<PressId, PressEntry>()
  readonly #lastPressOf = new Map<AlarmId, PressId>()

  alarm(id: AlarmId): AlarmState | null {
    return this.#alarms.get(id) ?? null
  }

  press(id: PressId): PressEntry | null {
    return this.#presses.get(id) ?? null
  }

  lastPressOf(id: AlarmId): PressId | null {
    return this.#lastPressOf.get(id) ?? null
  }

  openFor(joinKey: string): AlarmState | null {
    const id = this.#openByKey.get(joinKey)
    return id === undefined ? null : this.alarm(id)
  }

  /** A copy: alarms may change while it is walked. */
  standing(): AlarmState[] {
    return [...this.#alarms.values()].filter(({ closedAt }) => closedAt === null)
  }

  alarms(): Iterable<AlarmState> {
    return this.#alarms.values()
  }

  /** Take a press: it joins the standing alarm of its key, or raises one. The same id twice changes nothing. */
  take(press: PressRecord): AlarmState {
    const known = this.#presses.get(press.id)
    const standing = known === undefined ? this.openFor(press.joinKey) : this.alarm(known.alarmId)
    if (known !== undefined && standing !== null) return standing
    const alarm = standing === null ? raise(press) : join(standing, press)
    this.#remember(press.id, { alarmId: alarm.id, receivedAt: press.receivedAt, journalled: false, recorded: false })
    this.put(alarm)
    return alarm
  }

  /** Take over an alarm as it now is; an older version never replaces a newer one. */
  put(alarm: AlarmState): void {
    const before = this.#alarms.get(alarm.id)
    if (before !== undefined && before.closedAt !== null && alarm.closedAt === null) return
    this.#alarms.delete(alarm.id)
    this.#alarms.set(alarm.id, alarm)
    if (alarm.closedAt === null) this.#openByKey.set(alarm.joinKey, alarm.id)
    else if (this.#openByKey.get(alarm.joinKey) === alarm.id) this.#openByKey.delete(alarm.joinKey)
    this.#forgetOld()
  }

  /** The database had a standing alarm of this key already: the press belongs to that one. */
  rename(from: AlarmId, to: AlarmState): void {
    this.#alarms.delete(from)
    for (const [id, entry] of this.#presses)
      if (entry.alarmId === from) this.#presses.set(id, { ...entry, alarmId: to.id })
    this.#openByKey.delete(to.joinKey)
    this.put(to)
  }

  remember(id: PressId, alarmId: AlarmId, receivedAt: Instant): void {
    this.#remember(id, { alarmId, receivedAt, journalled: true, recorded: true })
  }

  #remember(id: PressId, entry: PressEntry): void {
    if (this.#presses.size >= pressesLimit)
      for (const oldest of this.#presses.keys()) {
        this.#presses.delete(oldest)
        break
      }
    this.#presses.set(id, entry)
    this.#lastPressOf.set(entry.alarmId, id)
  }

  /** Standing alarms are never forgotten; of the closed ones the oldest are. */
  #forgetOld(): void {
    if (this.#alarms.size <= closedLimit) return
    for (const [id, { closedAt }] of this.#alarms) {
      if (closedAt === null) continue
      this.#alarms.delete(id)
      this.#lastPressOf.delete(id)
      return
    }
  }
}
