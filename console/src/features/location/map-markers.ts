// SPDX-License-Identifier: Apache-2.0
import type { Alarm } from '@muster/contract/emergency'
import type { LiveUnit } from '@muster/contract/live'
import type { Picture } from '@muster/ui/live/picture-store'
import type { LabelledMarker } from '@muster/ui/map/marker-choice'
import type { MapPlace } from '@muster/ui/map/unit-mark'
import { alarmPlace } from '../emergency/alarm-place'

/** From this zoom on units in sight carry their callsigns. */
const labelsFromZoom = 9.5
/** Half of a large screen in pixels of the map, with some to spare. */
const halfScreenPx = { x: 900, y: 700 }

interface MarkersInput {
  readonly picture: Picture
  /** Id of the chosen unit. */
  readonly chosen: string | undefined
  readonly place: MapPlace
  readonly shown: Iterable<LiveUnit>
  /** From a unit's number to the one that the map knows it by. */
  readonly mapNoOf: (unitNo: number) => number
}

/**
 * What carries a name on the map: open alarms always, the chosen unit, and close up what is in sight.
 * Alarms without a unit get numbers below zero, which no unit has.
 */
export function mapMarkers({ picture, chosen, place, shown, mapNoOf }: MarkersInput): LabelledMarker[] {
  const markers: LabelledMarker[] = []
  const unitsById = new Map([...picture.unitsByNo.values()].map((unit) => [unit.id as string, unit]))
  for (const [index, alarm] of openAlarms(picture).entries()) {
    const at = alarmPlace(alarm, picture)
    if (at === null) continue
    const unit = unitsById.get(alarm.unitId ?? '')
    const no = unit === undefined ? -1 - index : mapNoOf(unit.no)
    const kind = alarm.acknowledgedAt === null ? 'alarm' : 'acknowledged'
    markers.push({ no, lat: at.lat, lon: at.lon, callsign: alarm.callsign, kind })
  }
  for (const unit of shown) {
    const fix = picture.fixesByNo.get(unit.no)
    if (fix === undefined) continue
    const named = { no: mapNoOf(unit.no), lat: fix.lat, lon: fix.lon, callsign: unit.callsign }
    if (unit.id === chosen) markers.push({ ...named, kind: 'selected' })
    else if (place.zoom >= labelsFromZoom && inSight(fix, place)) markers.push({ ...named, kind: 'label' })
  }
  return markers
}

/** The alarm behind a number below zero. */
export function alarmOfMarker(picture: Picture, no: number): Alarm | null {
  return openAlarms(picture)[-1 - no] ?? null
}

function openAlarms(picture: Picture): Alarm[] {
  return [...picture.alarmsById.values()].filter((alarm) => alarm.closedAt === null)
}

function inSight(fix: { lat: number; lon: number }, place: MapPlace): boolean {
  const degreesPerPx = 360 / (512 * 2 ** place.zoom)
  const north = Math.cos((place.lat * Math.PI) / 180)
  return (
    Math.abs(fix.lon - place.lon) < halfScreenPx.x * degreesPerPx &&
    Math.abs(fix.lat - place.lat) < halfScreenPx.y * degreesPerPx * north
  )
}
