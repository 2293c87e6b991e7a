// SPDX-License-Identifier: Apache-2.0
import { Marker, type Map as MapLibreMap } from 'maplibre-gl'
import classes from './alarm-markers.module.css'
import { chooseMarkers, type LabelledMarker, type MarkerKind } from './marker-choice'

const spokenKinds: Readonly<Record<MarkerKind, string>> = {
  alarm: 'emergency, not acknowledged',
  acknowledged: 'emergency, acknowledged',
  selected: 'selected',
  label: 'unit',
}

interface Placed {
  readonly marker: Marker
  readonly text: HTMLElement
}

/** Labels with rings for what matters most, as elements of the page: reachable by keyboard, readable by screen readers. */
export class AlarmMarkers {
  readonly #map: MapLibreMap
  readonly #picked: (no: number) => void
  readonly #placedByNo = new Map<number, Placed>()

  constructor(map: MapLibreMap, picked: (no: number) => void) {
    this.#map = map
    this.#picked = picked
  }

  /** Shows exactly these, up to the limit. Elements are kept, so focus survives. */
  show(markers: Iterable<LabelledMarker>): void {
    const { shown } = chooseMarkers(markers)
    const staying = new Set(shown.map(({ no }) => no))
    for (const [no, { marker }] of this.#placedByNo) {
      if (staying.has(no)) continue
      marker.remove()
      this.#placedByNo.delete(no)
    }
    for (const one of shown) this.#place(one)
  }

  #place(one: LabelledMarker): void {
    const placed = this.#placedByNo.get(one.no) ?? this.#create(one)
    const element = placed.marker.getElement()
    element.dataset['kind'] = one.kind
    element.ariaLabel = `${one.callsign}, ${spokenKinds[one.kind]}`
    placed.text.textContent = one.kind === 'alarm' || one.kind === 'acknowledged' ? `⚠ ${one.callsign}` : one.callsign
    placed.marker.setLngLat([one.lon, one.lat])
  }

  #create(one: LabelledMarker): Placed {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = classes['marker'] ?? ''
    const ring = button.appendChild(document.createElement('span'))
    ring.className = classes['ring'] ?? ''
    const text = button.appendChild(document.createElement('span'))
    text.className = classes['text'] ?? ''
    button.addEventListener('click', (event) => {
      event.stopPropagation() // or the map would take it as a click on nothing
      this.#picked(one.no)
    })
    const placed = { marker: new Marker({ element: button }).setLngLat([one.lon, one.lat]).addTo(this.#map), text }
    this.#placedByNo.set(one.no, placed)
    return placed
  }
}
