// SPDX-License-Identifier: Apache-2.0
import type { MapViewHandle } from '@muster/ui/map/map-view.tsx'
import type { MapPlace } from '@muster/ui/map/unit-mark'
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { useFeed, useServerNow } from '../../live/feed'
import { useSteered } from '../../live/map-pilot'
import { Loading } from '../../parts/page-state'
import { useView } from '../../view-state'
import { matches, rowOf } from '../duty/unit-rows'
import classes from './map-pane.module.css'
import { alarmOfMarker, mapMarkers } from './map-markers'
import { UnitMarks } from './unit-marks'

const MapView = lazy(() => import('@muster/ui/map/map-view.tsx').then((module) => ({ default: module.MapView })))

/** Great Britain, until the operator has been somewhere. */
const wholeCountry: MapPlace = { lat: 54.2, lon: -3, zoom: 5.2 }

export function MapPane(): ReactNode {
  const { store } = useFeed()
  const [view, change] = useView()
  const [source] = useState(() => new UnitMarks(store))
  const [start] = useState<MapPlace>(() => placeOf(view) ?? wholeCountry)
  const map = useRef<MapViewHandle>(null)
  const filter = view.show ?? 'all'
  const find = view.find ?? ''
  useEffect(() => source.narrow(filter, find), [source, filter, find])
  useSteered(useCallback((place: MapPlace) => map.current?.goTo(place), []))
  // Names follow once a second: they are elements of the page, and the marks themselves move at once.
  const nowMs = useServerNow()
  const picture = store.getSnapshot()
  const shown = [...picture.unitsByNo.values()].filter((unit) =>
    matches(rowOf(unit, picture.fixesByNo.get(unit.no) ?? null, new Set(), nowMs), filter, find),
  )
  const chosen = [...picture.unitsByNo.values()].find((unit) => unit.id === view.unit)
  const selected = chosen === undefined ? null : source.mapNoOf(chosen.no)
  const pick = (no: number | null) => {
    if (no === null) return
    const alarm = no < 0 ? alarmOfMarker(store.getSnapshot(), no) : null
    const unit = store.getSnapshot().unitsByNo.get(source.unitNoOf(no) ?? -1)
    if (alarm !== null) change({ alarm: alarm.id, unit: undefined })
    else if (unit !== undefined) change({ unit: unit.id, alarm: undefined })
  }
  return (
    <section className={classes['map']} aria-label="Map">
      <Suspense fallback={<Loading what="the map" />}>
        <MapView
          ref={map}
          theme={view.theme ?? 'dark'}
          initialPlace={start}
          source={source}
          markers={mapMarkers({
            picture,
            chosen: view.unit,
            place: placeOf(view) ?? start,
            shown,
            mapNoOf: (no) => source.mapNoOf(no),
          })}
          selected={selected}
          nowMs={() => store.serverNow()}
          onViewChange={(place) =>
            change({ lat: rounded(place.lat, 4), lon: rounded(place.lon, 4), zoom: rounded(place.zoom, 2) })
          }
          onPick={pick}
        />
      </Suspense>
    </section>
  )
}

function placeOf({
  lat,
  lon,
  zoom,
}: {
  lat?: number | undefined
  lon?: number | undefined
  zoom?: number | undefined
}): MapPlace | null {
  return lat === undefined || lon === undefined || zoom === undefined ? null : { lat, lon, zoom }
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
