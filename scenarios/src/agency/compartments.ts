// SPDX-License-Identifier: Apache-2.0
import type { CompartmentId } from '@muster/contract/ids'
import type { Random } from '../random'
import { idMaker } from '../seeded-id'
import { codeNames } from './lists/code-names'
import type { Plan } from './plan'
import type { CompartmentRow } from './rows'

/** One compartment for each compartmented operation. */
export function compartmentsOf(random: Random, plan: Plan): CompartmentRow[] {
  const id = idMaker(random)
  return codeNames.slice(0, plan.compartments).map((name) => ({ id: id<CompartmentId>(), name: `Operation ${name}` }))
}
