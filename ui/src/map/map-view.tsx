// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, useImperativeHandle, useRef, useState, type ReactNode, type Ref } from 'react'
import type { MapStage } from './map-stage'
import type { MapTheme } from './map-theme'
import classes from './map-view.module.css'
import { chooseMarkers, type LabelledMarker } from './marker-choice'
import { suppliedTiles, type TileSet } from './tile-set'
import type { MapPlace, MarkSource } from './unit-mark'

/** What the page can ask of the map. */
export interface MapViewHandle {
  /** Moves the map, for the operator's own "Go"; before the map is there it opens at that place. */
  readonly goTo: (place: MapPlace) => void
}

export interface MapViewProps {
  readonly ref?: Ref<MapViewHandle>
  readonly theme: MapTheme
  /** Where the map opens. Later changes move nothing: only the operator does. */
  readonly initialPlace: MapPlace
  /** Keep the same object; units reach the map from here without React. */
  readonly source: MarkSource
  readonly markers?: readonly LabelledMarker[]
  readonly selected?: number | null
  readonly label?: string
  readonly tiles?: TileSet
  /** ms UTC on the clock by which fixes are dated, the server's. */
  readonly nowMs: () => number
  readonly onViewChange?: (place: MapPlace) => void
  readonly onPick?: (no: number | null) => void
}

const texts = {
  label: 'Map of units',
  about: 'What this map cannot show',
  loading: 'Loading the map…',
  noGraphics: 'The map cannot be shown: this browser or computer offers no WebGL2. Every unit is still in the list.',
  noStart: 'The map could not be started. Every unit is still in the list. Reload the page to try again.',
  noBackground: 'The map’s background could not be loaded. Units are shown where they are, without places or coast.',
  leftOut: (count: number) => `${count} more without a label: zoom in or narrow the list.`,
}

const noMarkers: readonly LabelledMarker[] = []

/** The map of all units. MapLibre is fetched when the first map opens, apart from the page's own code. */
export function MapView({
  ref,
  markers = noMarkers,
  selected = null,
  tiles = suppliedTiles,
  label = texts.label,
  ...props
}: MapViewProps): ReactNode {
  const { theme, source, nowMs, initialPlace } = props
  const container = useRef<HTMLDivElement>(null)
  const waitingPlace = useRef<MapPlace | null>(null)
  const [stage, setStage] = useState<MapStage | null>(null)
  const [canDraw] = useState(hasWebGl2)
  const [problem, setProblem] = useState<string | null>(canDraw ? null : texts.noGraphics)
  const { leftOut } = chooseMarkers(markers)

  const viewed = useEffectEvent((place: MapPlace) => props.onViewChange?.(place))
  const picked = useEffectEvent((no: number | null) => props.onPick?.(no))
  const open = useEffectEvent(async (element: HTMLElement, stillWanted: () => boolean) => {
    const { MapStage: Stage } = await import('./map-stage')
    if (!stillWanted()) return null
    return new Stage({
      container: element,
      label,
      theme,
      source,
      tiles,
      nowMs,
      place: waitingPlace.current ?? initialPlace,
      viewed: (place) => viewed(place),
      picked: (no) => picked(no),
      failed: (detail) => setProblem(detail === null ? null : texts.noBackground),
    })
  })

  useEffect(() => {
    const element = container.current
    if (element === null || !canDraw) return undefined
    let wanted = true
    let opened: MapStage | null = null
    const start = async (): Promise<void> => {
      opened = await open(element, () => wanted)
      setStage(opened)
    }
    start().catch(() => setProblem(texts.noStart))
    return () => {
      wanted = false
      opened?.close()
      setStage(null)
    }
  }, [source, tiles, label, canDraw])

  useEffect(() => stage?.setTheme(theme), [stage, theme])
  useEffect(() => stage?.select(selected), [stage, selected])
  useEffect(() => stage?.label(markers), [stage, markers])
  useImperativeHandle(
    ref,
    () => ({
      goTo: (place) => {
        waitingPlace.current = place
        stage?.goTo(place)
      },
    }),
    [stage],
  )

  return (
    <div className={classes['frame']} data-theme={theme}>
      <div ref={container} className={classes['map']} />
      {stage === null && problem === null && <output className={classes['note']}>{texts.loading}</output>}
      {problem !== null && (
        <p className={classes['note']} role="alert">
          {problem}
        </p>
      )}
      {tiles.limits !== null && (
        <details className={classes['about']}>
          <summary>{texts.about}</summary>
          <p>{tiles.limits}</p>
        </details>
      )}
      {leftOut > 0 && <output className={classes['count']}>{texts.leftOut(leftOut)}</output>}
    </div>
  )
}

function hasWebGl2(): boolean {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('webgl2')
  // Browsers allow only a handful of contexts at a time: give this one back at once.
  context?.getExtension('WEBGL_lose_context')?.loseContext()
  return context !== null
}
