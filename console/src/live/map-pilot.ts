// SPDX-License-Identifier: Apache-2.0
import type { MapPlace } from '@muster/ui/map/unit-mark'
import { useNavigate } from '@tanstack/react-router'
import { createContext, use, useEffect, useState } from 'react'
import type { ViewState } from '../view-state'

type GoTo = (place: MapPlace) => void

/** Moves the map, and only when the operator says so; from another page it opens the control room there. */
export interface MapPilot {
  readonly goTo: GoTo
  /** The map on this page takes over; returns how it leaves. */
  readonly steer: (goTo: GoTo) => () => void
}

export const MapPilotContext = createContext<MapPilot | null>(null)

export function useMapPilot(): MapPilot {
  const navigate = useNavigate()
  const [maps] = useState<GoTo[]>(() => [])
  return {
    goTo: (place) => {
      const map = maps.at(-1)
      if (map !== undefined) map(place)
      else void navigate({ to: '/', search: (before: ViewState) => ({ ...before, ...place }) })
    },
    steer: (goTo) => {
      maps.push(goTo)
      return () => {
        maps.splice(maps.indexOf(goTo), 1)
      }
    },
  }
}

export function useGoTo(): GoTo {
  const pilot = use(MapPilotContext)
  return (place) => pilot?.goTo(place)
}

/** For the map: be moved by "Go" while on the page. */
export function useSteered(goTo: GoTo): void {
  const pilot = use(MapPilotContext)
  const [steer] = useState(() => pilot?.steer)
  useEffect(() => steer?.(goTo), [steer, goTo])
}
