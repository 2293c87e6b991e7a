// SPDX-License-Identifier: Apache-2.0
import { useFeed, usePicture } from '../../live/feed'
import { useView } from '../../view-state'
import { compareRows, emergencyUnits, matches, rowOf, type UnitFilter, type UnitRow } from './unit-rows'

export interface Rows {
  readonly known: boolean
  readonly rowsByNo: ReadonlyMap<number, UnitRow>
  /** Numbers of the units that filter and search let through, in the order of the list. */
  readonly order: readonly number[]
  readonly nowMs: number
}

/** The picture as rows, narrowed by the view. */
export function useRows(): Rows {
  const picture = usePicture()
  const { store } = useFeed()
  const [view] = useView()
  const nowMs = store.serverNow()
  const emergencies = emergencyUnits(picture)
  const rowsByNo = new Map<number, UnitRow>()
  const fitting: UnitRow[] = []
  for (const unit of picture.unitsByNo.values()) {
    const row = rowOf(unit, picture.fixesByNo.get(unit.no) ?? null, emergencies, nowMs)
    rowsByNo.set(unit.no, row)
    if (matches(row, view.show ?? 'all', view.find ?? '')) fitting.push(row)
  }
  fitting.sort(compareRows)
  return { known: picture.known, rowsByNo, order: fitting.map((row) => row.unit.no), nowMs }
}

/** How many units each filter would show, of all that the viewer sees. */
export function countByFilter(rows: Iterable<UnitRow>): Readonly<Record<UnitFilter, number>> {
  const counts = { all: 0, 'not-ready': 0, stale: 0, emergency: 0 }
  for (const row of rows) {
    counts.all += 1
    if (row.unit.readiness !== 'ready') counts['not-ready'] += 1
    if (row.stale) counts.stale += 1
    if (row.emergency) counts.emergency += 1
  }
  return counts
}
