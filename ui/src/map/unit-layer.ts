// SPDX-License-Identifier: Apache-2.0
import type { CustomLayerInterface, CustomRenderMethodInput, Map as MapLibreMap } from 'maplibre-gl'
import { MarkProgram } from './mark-program'
import { MarkRows } from './mark-rows'
import { mapColours, type MapTheme } from './map-theme'
import { latToMercatorY, lonToMercatorX } from './mercator'
import { nearestMark, type DrawnView } from './pick'
import type { UnitMark } from './unit-mark'

/** From this zoom on every mark shows its accuracy; below it only the selected and those in an emergency do. */
const allDiscsFromZoom = 14
/** More copies of the world than this are never in sight. */
const mostWorlds = 5

/**
 * All units in one layer of the map, drawn by the graphics card in two calls whatever their number.
 *
 * Mercator only: on a globe the marks would not follow. After a lost context add it to the map again; it keeps its units.
 */
export class UnitLayer implements CustomLayerInterface {
  readonly id = 'units'
  readonly type = 'custom'
  readonly renderingMode = '2d'
  readonly #nowMs: () => number
  readonly #marks: MarkRows
  #map: MapLibreMap | null = null
  #program: MarkProgram | null = null
  #view: DrawnView | null = null
  #selected: number | null = null
  #theme: MapTheme
  #slides: boolean

  /** `slides` false for those who asked for reduced motion: marks then jump from fix to fix. */
  constructor(options: { readonly theme: MapTheme; readonly slides: boolean; readonly nowMs: () => number }) {
    this.#nowMs = options.nowMs
    this.#theme = options.theme
    this.#slides = options.slides
    this.#marks = new MarkRows(options.nowMs())
  }

  /** Replaces all units. */
  setMarks(marks: Iterable<UnitMark>): void {
    this.#marks.replace(marks, this.#nowMs(), this.#slides)
    this.#map?.triggerRepaint()
  }

  /** Changes or adds a few units; only their rows are sent to the graphics card. */
  upsert(changed: Iterable<UnitMark>): void {
    this.#marks.upsert(changed, this.#nowMs(), this.#slides)
    this.#map?.triggerRepaint()
  }

  remove(no: number): void {
    this.#marks.remove(no)
    this.#map?.triggerRepaint()
  }

  select(no: number | null): void {
    this.#selected = no
    this.#map?.triggerRepaint()
  }

  setTheme(theme: MapTheme): void {
    this.#theme = theme
    this.#map?.triggerRepaint()
  }

  setSlides(slides: boolean): void {
    this.#slides = slides
  }

  /** The unit nearest to a point of the map, CSS pixels from its top left, or null. */
  pick(point: { readonly x: number; readonly y: number }, radiusPx: number): number | null {
    return this.#view === null ? null : nearestMark(this.#marks, this.#view, point, radiusPx)
  }

  onAdd(map: MapLibreMap, gl: WebGL2RenderingContext): void {
    this.#map = map
    this.#program = new MarkProgram(gl)
  }

  onRemove(): void {
    this.#program?.release()
    this.#program = null
    this.#map = null
  }

  render(_gl: WebGL2RenderingContext, args: CustomRenderMethodInput): void {
    if (this.#map === null || this.#program === null) return
    const nowS = (this.#nowMs() - this.#marks.epochMs) / 1000
    const view = viewOf(this.#map, args.defaultProjectionData.mainMatrix, nowS)
    this.#view = view
    this.#program.upload(this.#marks.rows, this.#marks.takeDirty())
    this.#program.draw(
      {
        matrix: new Float32Array(view.matrix),
        anchor: [
          view.anchorX,
          view.anchorX - Math.fround(view.anchorX),
          view.anchorY,
          view.anchorY - Math.fround(view.anchorY),
        ],
        worlds: view.worlds,
        nowS,
        viewportPx: [view.widthPx, view.heightPx],
        worldPx: 512 * 2 ** this.#map.getZoom(),
        pixelRatio: this.#map.getPixelRatio(),
        scale: scaleAt(this.#map.getZoom()),
        selected: this.#selected ?? -1,
        allDiscs: this.#map.getZoom() >= allDiscsFromZoom,
        colours: mapColours[this.#theme],
      },
      this.#marks.count,
    )
    if (nowS < this.#marks.movingUntilS) this.#map.triggerRepaint()
  }
}

/** Moves the map's matrix to its centre, so that what the shader adds up is small and therefore exact. */
function viewOf(map: MapLibreMap, mainMatrix: ArrayLike<number>, nowS: number): DrawnView {
  const { lng, lat } = map.getCenter()
  const anchorX = lonToMercatorX(lng)
  const anchorY = latToMercatorY(lat)
  const matrix = new Float64Array(mainMatrix)
  for (let line = 0; line < 4; line += 1) {
    matrix[line + 12] = (matrix[line] ?? 0) * anchorX + (matrix[line + 4] ?? 0) * anchorY + (matrix[line + 12] ?? 0)
  }
  const { clientWidth, clientHeight } = map.getCanvas()
  return { matrix, anchorX, anchorY, widthPx: clientWidth, heightPx: clientHeight, worlds: worldsInSight(map), nowS }
}

/** Smaller from far away, where thousands would hide the country; larger in the street. */
function scaleAt(zoom: number): number {
  return Math.max(0.65, Math.min(1.25, 0.65 + (zoom - 5) * 0.09))
}

function worldsInSight(map: MapLibreMap): number[] {
  const bounds = map.getBounds()
  const first = Math.floor(lonToMercatorX(bounds.getWest()))
  const last = Math.floor(lonToMercatorX(bounds.getEast()))
  return Array.from({ length: Math.min(mostWorlds, last - first + 1) }, (_, index) => first + index)
}
