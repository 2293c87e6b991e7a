// SPDX-License-Identifier: Apache-2.0
import { statusLook } from '@muster/ui/components/status-look'
import type { PictureChange, PictureStore } from '@muster/ui/live/picture-store'
import type { MarkChange, MarkSource, UnitMark } from '@muster/ui/map/unit-mark'
import { emergencyUnits, matches, rowOf, type UnitFilter, type UnitRow } from '../duty/unit-rows'

/** How often all marks are looked at anew: a fix turns stale without anything being heard. */
const ageingMs = 5_000

/** The live picture as the map wants it, narrowed like the list, so that both show the same. */
export class UnitMarks implements MarkSource {
  readonly #store: PictureStore
  readonly #heard = new Set<(change: MarkChange) => void>()
  // The map keeps numbers in 32-bit floats, which hold whole numbers only below 2^24; a unit's own number may be any.
  readonly #mapNos = new Map<number, number>()
  readonly #unitNos: number[] = []
  #filter: UnitFilter = 'all'
  #find = ''

  constructor(store: PictureStore) {
    this.#store = store
  }

  readonly marks = (): UnitMark[] => {
    const picture = this.#store.getSnapshot()
    const emergencies = emergencyUnits(picture)
    return [...picture.unitsByNo.keys()].map((no) => this.#markOf(no, emergencies)).filter((mark) => mark !== null)
  }

  readonly subscribe = (heard: (change: MarkChange) => void): (() => void) => {
    const leave = this.#store.subscribe((change) => heard(this.#changeOf(change)))
    const ageing = setInterval(() => heard({ kind: 'all' }), ageingMs)
    this.#heard.add(heard)
    return () => {
      leave()
      clearInterval(ageing)
      this.#heard.delete(heard)
    }
  }

  /** The number under which the map knows a unit; given once and kept for as long as the page is open. */
  mapNoOf(unitNo: number): number {
    const known = this.#mapNos.get(unitNo)
    if (known !== undefined) return known
    const mapNo = this.#unitNos.push(unitNo) - 1
    this.#mapNos.set(unitNo, mapNo)
    return mapNo
  }

  unitNoOf(mapNo: number): number | null {
    return this.#unitNos[mapNo] ?? null
  }

  narrow(filter: UnitFilter, find: string): void {
    if (filter === this.#filter && find === this.#find) return
    this.#filter = filter
    this.#find = find
    for (const heard of this.#heard) heard({ kind: 'all' })
  }

  #changeOf(change: PictureChange): MarkChange {
    if (change.full || change.alarms) return { kind: 'all' }
    const changed: UnitMark[] = []
    const gone: number[] = []
    const emergencies = emergencyUnits(this.#store.getSnapshot())
    for (const no of change.unitNos) {
      const mark = this.#markOf(no, emergencies)
      if (mark === null) gone.push(this.mapNoOf(no))
      else changed.push(mark)
    }
    return { kind: 'some', changed, gone }
  }

  #markOf(no: number, emergencies: ReadonlySet<string>): UnitMark | null {
    const picture = this.#store.getSnapshot()
    const unit = picture.unitsByNo.get(no)
    const fix = picture.fixesByNo.get(no)
    if (unit === undefined || fix === undefined) return null
    const row = rowOf(unit, fix, emergencies, this.#store.serverNow())
    return matches(row, this.#filter, this.#find) ? rowToMark(row, this.mapNoOf(no)) : null
  }
}

/** Null for a unit without a position. */
export function rowToMark({ unit, fix, stale, emergency }: UnitRow, mapNo: number): UnitMark | null {
  if (fix === null) return null
  const { lat, lon, atMs, accuracyM } = fix
  return {
    no: mapNo,
    lat,
    lon,
    fixAtMs: atMs,
    accuracyM,
    stale,
    emergency,
    ...statusLook(unit.status, unit.readiness),
  }
}
