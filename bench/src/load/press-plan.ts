// SPDX-License-Identifier: Apache-2.0
import { newId } from '@muster/contract/ids'
import { type PressLoad, type PressWay, pressWays, type UnitLoad } from './job'

interface Plan {
  readonly everyMs: number
  readonly lastsMs: number
  /** Presses that earlier rounds made: the next units are taken, since an alarm still stands at the others. */
  readonly already: number
}

/**
 * Presses at even distances, each way in turn, each by another unit: every press raises an alarm of its
 * own. Only units that everybody may see press, or an uncleared console would rightly show nothing.
 */
export function pressPlan(units: readonly UnitLoad[], { everyMs, lastsMs, already }: Plan): PressLoad[] {
  const presses: PressLoad[] = []
  for (let at = 0; at * everyMs < lastsMs; at++) {
    const way = pressWays[at % pressWays.length] as PressWay
    const suited = unitsFor(units, way)
    const unit = suited[Math.floor((already + at) / pressWays.length)]
    if (unit === undefined) throw new Error(`there are ${suited.length} units to press by ${way}, and all have`)
    // Half a step in, so that a press does not always meet the same tick of the server.
    presses.push({ afterMs: (at + 0.5) * everyMs + ((at * 37) % 200), way, unit, pressId: newId() })
  }
  return presses
}

/** The two ways of the field app share its units evenly, so that none presses twice. */
function unitsFor(units: readonly UnitLoad[], way: PressWay): number[] {
  const open = [...units.entries()].filter(([, { compartments }]) => compartments.length === 0)
  const places = (kind: UnitLoad['via']['kind']) =>
    open.filter(([, { via }]) => via.kind === kind).map(([unit]) => unit)
  if (way === 'osmand') return places('osmand')
  if (way === 'http-unknown') return places('owntracks')
  return places('field-app').filter((_, at) => at % 2 === (way === 'socket' ? 0 : 1))
}
