// SPDX-License-Identifier: Apache-2.0
import type { House } from '../../shell/house'
import { addRoutes } from './routes'

export { testedState, type Tested } from './rules'
export { findItem, heldBy, type HeldItem } from './store'

export function openKit({ routes }: House): void {
  addRoutes(routes)
}
