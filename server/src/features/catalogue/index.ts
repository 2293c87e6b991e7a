// SPDX-License-Identifier: Apache-2.0
import { ImportModels, ListModels } from '@muster/contract/catalogue'
import type { House } from '../../shell/house'
import * as audit from '../audit/index'
import { insertModels, listModels } from './store'

export { findModel } from './store'

export function openCatalogue({ routes }: House): void {
  routes.route(ListModels, async ({ tx }) => ({ rows: await listModels(tx) }))
  audit.routeImport(routes, ImportModels, 'model', insertModels)
}
