// SPDX-License-Identifier: Apache-2.0
import {
  addProtocol,
  AttributionControl,
  Map as MapLibreMap,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import 'maplibre-gl/dist/maplibre-gl.css'
import { AlarmMarkers } from './alarm-markers'
import type { MapTheme } from './map-theme'
import type { LabelledMarker } from './marker-choice'
import { mapStyle } from './style'
import { fetchTile, notMapped, tileScheme } from './tile-protocol'
import type { TileSet } from './tile-set'
import { UnitLayer } from './unit-layer'
import type { MapPlace, MarkSource } from './unit-mark'

/** How near to a mark a click must be, and how near to the middle of the map for the Enter key. CSS pixels. */
const pickRadiusPx = { pointer: 14, key: 60 }
const flightMs = 700

export interface StageOptions {
  readonly container: HTMLElement
  /** What the map is called to a screen reader. */
  readonly label: string
  readonly theme: MapTheme
  readonly place: MapPlace
  readonly tiles: TileSet
  readonly source: MarkSource
  /** ms UTC, on the clock by which fixes are dated. */
  readonly nowMs: () => number
  readonly viewed: (place: MapPlace) => void
  readonly picked: (no: number | null) => void
  /** Why a part of the map's background is missing, or null as soon as parts arrive again. The units are drawn all the same. */
  readonly failed: (detail: string | null) => void
}

/** The map itself, outside React: it lives as long as its element and hears of units directly from their source. */
export class MapStage {
  readonly #options: StageOptions
  readonly #map: MapLibreMap
  readonly #layer: UnitLayer
  readonly #markers: AlarmMarkers
  readonly #endings: (() => void)[] = []
  #theme: MapTheme

  constructor(options: StageOptions) {
    setWorkerUrl(workerUrl)
    addProtocol(tileScheme, fetchTile)
    const calm = matchMedia('(prefers-reduced-motion: reduce)')
    this.#options = options
    this.#theme = options.theme
    this.#layer = new UnitLayer({ theme: options.theme, slides: !calm.matches, nowMs: options.nowMs })
    this.#map = createMap(options, calm.matches)
    this.#markers = new AlarmMarkers(this.#map, options.picked)
    this.#endings.push(listen(calm, () => this.#layer.setSlides(!calm.matches)))
    this.#hearMap()
    this.#hearUnits()
  }

  /** Flies there, or jumps for those who asked for reduced motion. Only ever called for the operator. */
  goTo(place: MapPlace): void {
    this.#map.flyTo({ center: [place.lon, place.lat], zoom: place.zoom, duration: flightMs })
  }

  setTheme(theme: MapTheme): void {
    if (theme === this.#theme) return
    this.#theme = theme
    this.#layer.setTheme(theme)
    this.#map.setStyle(mapStyle(theme, this.#options.tiles), { diff: true })
  }

  select(no: number | null): void {
    this.#layer.select(no)
  }

  label(markers: Iterable<LabelledMarker>): void {
    this.#markers.show(markers)
  }

  close(): void {
    for (const end of this.#endings) end()
    this.#map.remove()
  }

  #hearMap(): void {
    const map = this.#map
    // Also after a lost graphics context, when MapLibre rebuilds the style without layers that are not its own.
    map.on('style.load', () => {
      if (map.getLayer(this.#layer.id) === undefined) map.addLayer(this.#layer)
    })
    map.on('moveend', () => {
      const { lng, lat } = map.getCenter()
      this.#options.viewed({ lat, lon: lng, zoom: map.getZoom() })
    })
    map.on('click', ({ point }) => this.#options.picked(this.#layer.pick(point, pickRadiusPx.pointer)))
    map.on('mousemove', ({ point }) => {
      map.getCanvas().style.cursor = this.#layer.pick(point, pickRadiusPx.pointer) === null ? '' : 'pointer'
    })
    map.on('error', ({ error }) => {
      if (!error.message.includes(notMapped)) this.#options.failed(error.message)
    })
    map.on('sourcedata', ({ tile }) => {
      if (tile?.state === 'loaded') this.#options.failed(null)
    })
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter') return
      const { clientWidth, clientHeight } = map.getCanvas()
      this.#options.picked(this.#layer.pick({ x: clientWidth / 2, y: clientHeight / 2 }, pickRadiusPx.key))
    }
    map.getCanvas().addEventListener('keydown', pressed)
  }

  #hearUnits(): void {
    const { source } = this.#options
    this.#layer.setMarks(source.marks())
    this.#endings.push(
      source.subscribe((change) => {
        if (change.kind === 'all') {
          this.#layer.setMarks(source.marks())
          return
        }
        for (const no of change.gone) this.#layer.remove(no)
        this.#layer.upsert(change.changed)
      }),
    )
  }
}

function createMap(options: StageOptions, calm: boolean): MapLibreMap {
  const map = new MapLibreMap({
    container: options.container,
    style: mapStyle(options.theme, options.tiles),
    center: [options.place.lon, options.place.lat],
    zoom: options.place.zoom,
    minZoom: 2,
    maxZoom: 19,
    // North stays up and the ground flat: everyone in the room means the same by "left of".
    maxPitch: 0,
    dragRotate: false,
    touchPitch: false,
    fadeDuration: calm ? 0 : 150,
    attributionControl: false,
    locale: { 'Map.Title': options.label },
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  map.addControl(new AttributionControl({ compact: false }), 'bottom-right')
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-left')
  return map
}

function listen(query: MediaQueryList, changed: () => void): () => void {
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}
