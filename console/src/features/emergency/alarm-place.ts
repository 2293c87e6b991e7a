// SPDX-License-Identifier: Apache-2.0
import type { Alarm } from '@muster/contract/emergency'
import type { Picture } from '@muster/ui/live/picture-store'

export interface Whereabouts {
  readonly lat: number
  readonly lon: number
  readonly accuracyM: number | null
  readonly atMs: number
}

/** The newer of the place in the press and the unit's last fix; null when neither is known. */
export function alarmPlace(alarm: Alarm, picture: Picture): Whereabouts | null {
  const pressed = alarm.place === null ? null : { ...alarm.place, atMs: alarm.place.at }
  const fix = fixOf(alarm, picture)
  if (fix === null) return pressed
  return pressed !== null && pressed.atMs > fix.atMs ? pressed : fix
}

function fixOf(alarm: Alarm, picture: Picture): Whereabouts | null {
  if (alarm.unitId === null) return null
  for (const unit of picture.unitsByNo.values()) {
    if (unit.id === alarm.unitId) return picture.fixesByNo.get(unit.no) ?? null
  }
  return null
}
