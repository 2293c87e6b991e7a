// SPDX-License-Identifier: Apache-2.0
import type { CloseReason, PressSource, PressTrust } from '@muster/contract/emergency'
import type { AlarmId, CompartmentId, PersonId, PressId, UnitId } from '@muster/contract/ids'
import type { Instant } from '@muster/contract/instant'
import { Refused } from '@muster/contract/refusal'

/** One press, complete, as it lies in the journal. */
export interface PressRecord {
  readonly id: PressId
  /** Presses with the same key join one standing alarm: the unit, the lost device, or the source. */
  readonly joinKey: string
  readonly unitId: UnitId | null
  readonly claimed: string
  readonly trust: PressTrust
  readonly source: PressSource
  readonly address: string
  readonly silent: boolean
  readonly pressedAt: Instant
  readonly receivedAt: Instant
  readonly place: Place | null
  readonly batteryPercent: number | null
  readonly compartments: readonly CompartmentId[]
  readonly notes: readonly string[]
}

export interface Place {
  readonly lat: number
  readonly lon: number
  readonly accuracyM: number | null
  readonly at: Instant
}

/** An alarm as the server holds it; the contract's Alarm is what a viewer is shown of it. */
export interface AlarmState {
  readonly id: AlarmId
  readonly joinKey: string
  readonly unitId: UnitId | null
  readonly claimed: string
  readonly trust: PressTrust
  readonly source: PressSource
  readonly silent: boolean
  readonly pressedAt: Instant
  readonly receivedAt: Instant
  readonly lastPressAt: Instant
  readonly presses: number
  readonly place: Place | null
  readonly compartments: readonly CompartmentId[]
  readonly widenedAt: Instant | null
  readonly acknowledgedAt: Instant | null
  readonly acknowledgedBy: PersonId | null
  readonly closedAt: Instant | null
  readonly closedBy: PersonId | null
  readonly closeReason: CloseReason | null
  readonly recorded: boolean
  readonly version: number
}

/** The first press makes the alarm and gives it its id [EM-3]. */
export function raise(press: PressRecord): AlarmState {
  return {
    id: press.id as string as AlarmId,
    joinKey: press.joinKey,
    unitId: press.unitId,
    claimed: press.claimed,
    trust: press.trust,
    source: press.source,
    silent: press.silent,
    pressedAt: press.pressedAt,
    receivedAt: press.receivedAt,
    lastPressAt: press.receivedAt,
    presses: 1,
    place: press.place,
    compartments: press.compartments,
    widenedAt: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    closedAt: null,
    closedBy: null,
    closeReason: null,
    recorded: false,
    version: 1,
  }
}

/** A further press joins: it counts, and its place is taken if it is newer [EM-4]. A loud press ends silence. */
export function join(alarm: AlarmState, press: PressRecord): AlarmState {
  const newer = press.place !== null && press.place.at >= (alarm.place?.at ?? 0)
  return {
    ...alarm,
    presses: alarm.presses + 1,
    lastPressAt: Math.max(alarm.lastPressAt, press.receivedAt),
    pressedAt: Math.min(alarm.pressedAt, press.pressedAt),
    place: newer ? press.place : alarm.place,
    silent: alarm.silent && press.silent,
    version: alarm.version + 1,
  }
}

/** Acknowledged is not closed [EM-6]. */
export function acknowledge(alarm: AlarmState, by: PersonId, now: Instant): AlarmState {
  if (alarm.closedAt !== null) throw new Refused('already-closed', 'This alarm is closed already.')
  if (alarm.acknowledgedAt !== null)
    throw new Refused('already-acknowledged', 'Somebody else was quicker and has this alarm.')
  return { ...alarm, acknowledgedAt: now, acknowledgedBy: by, version: alarm.version + 1 }
}

export function close(alarm: AlarmState, by: PersonId, reason: CloseReason, now: Instant): AlarmState {
  if (alarm.closedAt !== null) throw new Refused('already-closed', 'This alarm is closed already.')
  return { ...alarm, closedAt: now, closedBy: by, closeReason: reason, version: alarm.version + 1 }
}

/** How long a compartmented officer's alarm stays with the cleared consoles alone, in ms [EM-8]. */
export const widenAfterMs = 10_000

/** Whether everybody must now be shown a compartmented officer's alarm: nobody cleared is there, or nobody acts. */
export function mustWiden(alarm: AlarmState, clearedConsoles: number, now: Instant): boolean {
  if (
    alarm.compartments.length === 0 ||
    alarm.widenedAt !== null ||
    alarm.closedAt !== null ||
    alarm.acknowledgedAt !== null
  )
    return false
  return clearedConsoles === 0 || now - alarm.receivedAt >= widenAfterMs
}

/** A device's clock is believed when it says the past, up to this long ago; else the time of receipt counts [EM-5]. */
export const oldestPressMs = 7 * 86_400_000

export function pressTime(
  claimed: Instant | null,
  receivedAt: Instant,
): { readonly at: Instant; readonly note: string | null } {
  if (claimed === null) return { at: receivedAt, note: null }
  if (claimed > receivedAt + 5_000) return { at: receivedAt, note: 'at: in the future, time of receipt used' }
  if (claimed < receivedAt - oldestPressMs)
    return { at: receivedAt, note: 'at: more than a week old, time of receipt used' }
  return { at: Math.min(claimed, receivedAt), note: null }
}
