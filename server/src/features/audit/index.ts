// SPDX-License-Identifier: Apache-2.0
import type { House } from '../../shell/house'
import { startSequencer } from './jobs'
import { addRoutes } from './routes'

export { append, appendMany } from './append'
export { routeImport } from './import'
export type { Change } from './rules'

export function openAudit(house: House): void {
  addRoutes(house.routes)
  startSequencer(house)
}
