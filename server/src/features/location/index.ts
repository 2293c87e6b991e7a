// SPDX-License-Identifier: Apache-2.0
import type { UnitId } from '@muster/contract/ids'
import type { Fix } from '@muster/contract/place'
import type { House } from '../../shell/house'
import type { Identity } from '../identity/index'
import { takeFromFieldApp } from './field-app'
import { openIntake, type Report, type Taken } from './intake'
import { servePicture } from './live'
import { Picture, type UnitState } from './picture'
import { addRoutes } from './routes'
import { loadLastPositions, type StoredFix } from './store'
import { openWriter } from './writer'

export type { Report, Taken } from './intake'
export type { UnitState } from './picture'
export { distanceM } from './rules'

export interface Location {
  take(report: Report): Promise<Taken>
  lastFix(unitId: UnitId): Fix | null
  /** Duty pushes down what the picture shows of a unit. */
  setState(unitId: UnitId, state: UnitState): void
  /** Emergency pushes down whose positions are wanted even off duty. */
  setFollowed(unitId: UnitId, followed: boolean): void
  start(): Promise<void>
  /** After the directory changed. */
  refresh(): void
  close(): Promise<void>
}

export function openLocation(house: House, { directory }: Identity, boot: string): Location {
  const picture = new Picture()
  const writer = openWriter(house)
  const take = openIntake(house, picture, writer)
  const stopTicking = servePicture(house, picture, boot)
  addRoutes(house.routes)
  takeFromFieldApp(house, directory, take)

  function placeLast(stored: readonly StoredFix[]): void {
    const fixesByNo = new Map(stored.map((each) => [each.unitNo, each]))
    for (const unit of directory.units()) {
      const last = fixesByNo.get(unit.no)
      const entry = picture.entry(unit.id)
      if (last !== undefined && entry !== null && entry.fix === null) picture.setFix(entry, last.fix, last.receivedAtMs)
    }
  }

  return {
    take,
    lastFix: (unitId) => picture.entry(unitId)?.fix ?? null,
    setState: (unitId, state) => picture.setState(unitId, state),
    setFollowed: (unitId, followed) => picture.setFollowed(unitId, followed),
    refresh: () => picture.setUnits(directory.units()),
    async start() {
      picture.setUnits(directory.units())
      placeLast(await house.database.asJobs(loadLastPositions))
    },
    async close() {
      stopTicking()
      await writer.close()
    },
  }
}
