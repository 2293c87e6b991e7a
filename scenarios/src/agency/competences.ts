// SPDX-License-Identifier: Apache-2.0
import type { CompetenceId, ModelId, PersonId } from '@muster/contract/ids'
import type { Instant } from '@muster/contract/instant'
import type { Random } from '../random'
import { idMaker } from '../seeded-id'
import { modelIdOf, type PlannedModel } from './models'
import type { Member } from './people'
import type { Plan } from './plan'
import type { CompetenceRow, ItemRow } from './rows'

const dayMs = 86_400_000

/**
 * Who was taught which model. Training lasts two years. What is in date is so for at least 13 months
 * after `asOf`, and what has lapsed did so before it, so that the mix holds all year.
 */
export function competencesOf(
  random: Random,
  plan: Plan,
  asOf: Instant,
  people: readonly Member[],
  items: readonly ItemRow[],
  models: readonly PlannedModel[],
): CompetenceRow[] {
  const id = idMaker(random)
  const assessors = people.filter(({ row }) => row.roles.includes('trainer')).map(({ row }) => row.id)
  const taught = (personId: PersonId, modelId: ModelId, ago: readonly [number, number]): CompetenceRow => {
    const taughtAt = asOf - random.int(...ago) * dayMs
    return {
      id: id<CompetenceId>(),
      personId,
      modelId,
      assessorId: random.pick(assessors),
      taughtAt,
      expiresAt: taughtAt + 730 * dayMs,
    }
  }
  const inDate = [20, 330] as const
  const lapsed = [740, 1_400] as const
  const taughtKinds = new Set(
    models.filter(({ row }) => row.kind !== 'phone' && row.kind !== 'camera').map(({ row }) => row.id),
  )
  const held = items.flatMap(({ holderId, modelId }) =>
    holderId !== null && taughtKinds.has(modelId) ? [{ holderId, modelId }] : [],
  )
  const ofHolders = held.flatMap(({ holderId, modelId }) => {
    const luck = random.next()
    if (luck < plan.neverTaught) return []
    return [taught(holderId, modelId, luck < plan.neverTaught + plan.lapsed ? lapsed : inDate)]
  })
  // A pool radio helps only those who were taught it: every sixth officer was.
  const pool = modelIdOf(models, 'pool-radio')
  const holdsPool = new Set(held.filter(({ modelId }) => modelId === pool).map(({ holderId }) => holderId))
  const ofPool = people
    .filter(({ officerNo, row }) => officerNo !== null && !holdsPool.has(row.id) && random.chance(1 / 6))
    .map(({ row }) => taught(row.id, pool, inDate))
  return [...ofHolders, ...ofPool]
}
