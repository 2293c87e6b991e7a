// SPDX-License-Identifier: Apache-2.0
import type { FixMessage } from '@muster/contract/live'
import { positionToGridReference } from '@muster/ui/map/grid-reference'
import { texts } from '../../texts'

export interface PlaceToSay {
  /** British National Grid to 10 m; null outside the grid. */
  readonly grid: string | null
  readonly lat: string
  readonly lon: string
  readonly ageMs: number
}

/** The last known place, as one reads it to a call handler. `nowMs` is wall clock, as the fix's time is. */
export function placeToSay(fix: FixMessage | null, nowMs: number): PlaceToSay | null {
  if (fix === null) return null
  return {
    grid: gridOf(fix),
    lat: `${Math.abs(fix.lat).toFixed(5)} ${fix.lat < 0 ? 'S' : 'N'}`,
    lon: `${Math.abs(fix.lon).toFixed(5)} ${fix.lon < 0 ? 'W' : 'E'}`,
    ageMs: Math.max(0, nowMs - fix.at),
  }
}

/** Letters and digits one by one: a voice would otherwise read the reference as a number. */
export function undeliveredSpeech(fix: FixMessage | null): string {
  const grid = fix === null ? null : gridOf(fix)
  if (grid === null) return texts.emergency.spoken
  return `${texts.emergency.spoken} ${texts.emergency.spokenGrid(spelled(grid))}`
}

function spelled(grid: string): string {
  return grid
    .split(' ')
    .map((part) => [...part].join(' '))
    .join(', ')
}

function gridOf(fix: FixMessage): string | null {
  try {
    return positionToGridReference(fix.lat, fix.lon, 8)
  } catch {
    return null
  }
}
