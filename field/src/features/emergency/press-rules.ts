// SPDX-License-Identifier: Apache-2.0
import type { PressId } from '@muster/contract/ids'
import type { FixMessage } from '@muster/contract/live'

/** A press as it travels. Only plain JSON values, so that it can be kept, cloned and sent anywhere. */
export interface PressWire {
  readonly id: PressId
  readonly at?: string
  readonly lat?: number
  readonly lon?: number
  readonly accuracyM?: number
  readonly fixAt?: string
  readonly batteryPercent?: number
  readonly silent: boolean
  readonly callsign?: string
  readonly deviceId?: string
}

/** What is known at the moment of the press; anything may be missing, and anything may be nonsense. */
export interface PressFacts {
  readonly id: PressId
  readonly atMs: number
  readonly silent: boolean
  readonly fix: FixMessage | null
  readonly batteryPercent: number | null
  readonly callsign: string | null
  readonly deviceId: string | null
}

/**
 * The body of a press. Never throws: what cannot be said is left out, and the press goes without it
 * [UI-312]. The place is all or nothing, with its own time, so that its age is known.
 */
export function pressWire(facts: PressFacts): PressWire {
  const at = timeText(facts.atMs)
  const battery = within(facts.batteryPercent, 0, 100)
  return {
    id: facts.id,
    silent: facts.silent,
    ...(at !== null && { at }),
    ...placeWire(facts.fix),
    ...(battery !== null && { batteryPercent: battery }),
    ...(shortText(facts.callsign) && { callsign: facts.callsign }),
    ...(shortText(facts.deviceId) && { deviceId: facts.deviceId }),
  }
}

/** The place of a press alone, for a press that was made before one was known. */
export function placeWire(fix: FixMessage | null): Pick<PressWire, 'lat' | 'lon' | 'accuracyM' | 'fixAt'> {
  const lat = within(fix?.lat, -90, 90)
  const lon = within(fix?.lon, -180, 180)
  const fixAt = timeText(fix?.at)
  if (lat === null || lon === null || fixAt === null) return {}
  const accuracyM = within(fix?.accuracyM, 0, Number.MAX_VALUE)
  return { lat, lon, fixAt, ...(accuracyM !== null && { accuracyM }) }
}

function within(value: number | null | undefined, min: number, max: number): number | null {
  return typeof value === 'number' && value >= min && value <= max ? value : null
}

/** RFC 3339 with a year of four digits; null for a time that has none. */
function timeText(ms: number | undefined): string | null {
  return ms !== undefined && ms >= 0 && ms < 253_402_300_800_000 ? new Date(ms).toISOString() : null
}

function shortText(text: string | null): text is string {
  return text !== null && text.length > 0 && text.length <= 60
}
