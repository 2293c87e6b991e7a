// SPDX-License-Identifier: Apache-2.0
import type { ModelId } from '@muster/contract/ids'
import type { Instant } from '@muster/contract/instant'
import type { Random } from '../random'
import { idMaker } from '../seeded-id'
import { type ModelPlan, modelPlans } from './lists/models'
import type { ModelRow } from './rows'

export interface PlannedModel {
  readonly key: ModelPlan['key']
  readonly row: ModelRow
}

const yearMs = 365 * 86_400_000

export function modelsOf(random: Random, asOf: Instant): PlannedModel[] {
  const id = idMaker(random)
  return modelPlans.map(({ key, kind, make, name, checklist, supportYears }) => ({
    key,
    row: {
      id: id<ModelId>(),
      kind,
      make,
      name,
      checklist: [...checklist],
      supportEndsAt: supportYears === null ? null : asOf + supportYears * yearMs,
    },
  }))
}

export function modelIdOf(models: readonly PlannedModel[], key: ModelPlan['key']): ModelId {
  const found = models.find((model) => model.key === key)
  if (found === undefined) throw new Error(`no model is planned as '${key}': see agency/lists/models.ts`)
  return found.row.id
}
