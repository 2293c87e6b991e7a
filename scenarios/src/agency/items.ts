// SPDX-License-Identifier: Apache-2.0
import type { ItemId, PersonId } from '@muster/contract/ids'
import type { Random } from '../random'
import { idMaker } from '../seeded-id'
import type { ModelPlan } from './lists/models'
import { modelIdOf, type PlannedModel } from './models'
import type { Member } from './people'
import type { Plan } from './plan'
import { type ItemRow, lostShelf } from './rows'

const firstIssi = 4_100_001

/** What tells the kinds of kit apart on a label. */
const labels: Record<ModelPlan['key'], string> = {
  'hand-radio': 'R',
  'covert-radio': 'R',
  'pool-radio': 'P',
  'body-worn': 'B',
  'new-camera': 'C',
  'old-camera': 'C',
  phone: 'T',
}

interface Kit {
  readonly items: ItemRow[]
  readonly overdueItems: ItemId[]
  readonly lostItems: ItemId[]
}

/** The kit of the service: who holds it, or which shelf it lies on. */
export function itemsOf(random: Random, plan: Plan, people: readonly Member[], models: readonly PlannedModel[]): Kit {
  const id = idMaker(random)
  const officers = people.filter(({ officerNo }) => officerNo !== null)
  const shelves = [...new Set(people.map(({ team }) => `${team.base.name} kit store`))]
  const items: ItemRow[] = []
  const add = (key: ModelPlan['key'], holderId: PersonId | null, shelf: string | null): ItemId => {
    const no = items.length + 1
    const radio = key.endsWith('radio')
    const item: ItemRow = {
      id: id<ItemId>(),
      modelId: modelIdOf(models, key),
      serial: `${labels[key]}${random.int(17, 25)}-${String(random.int(0, 99)).padStart(2, '0')}${String(no).padStart(5, '0')}`,
      tag: `NS-${labels[key]}-${String(no).padStart(5, '0')}`,
      issi: radio ? String(firstIssi + items.length) : null,
      holderId,
      shelf,
    }
    items.push(item)
    return item.id
  }
  const onShelf = (key: ModelPlan['key'], count: number) => {
    for (let at = 0; at < count; at += 1) add(key, null, shelves[at % shelves.length] ?? '')
  }

  const inLine = random.fork('who-has-a-radio').shuffled(officers)
  for (const { row, unitCompartments } of inLine.slice(0, plan.personalRadios)) {
    add(unitCompartments.length > 0 ? 'covert-radio' : 'hand-radio', row.id, null)
  }
  // Whoever has no radio of their own borrows, and some keep what they borrowed.
  const borrowers = inLine.slice(plan.personalRadios)
  const overdueItems = borrowers.slice(-plan.overdueRadios).map(({ row }) => add('pool-radio', row.id, null))
  const lostItems = Array.from({ length: plan.lostRadios }, () => add('pool-radio', null, lostShelf))
  onShelf('pool-radio', plan.poolRadios - overdueItems.length - lostItems.length)

  const wearers = random.fork('who-wears-a-camera').shuffled(officers).slice(0, plan.bodyWorn)
  for (const { row } of wearers) add('body-worn', row.id, null)
  onShelf('old-camera', plan.oldCameras)
  onShelf('new-camera', plan.cameras - plan.oldCameras)
  const callers = random.fork('who-has-a-phone').shuffled(officers).slice(0, plan.phones)
  for (const { row } of callers) add('phone', row.id, null)
  return { items, overdueItems, lostItems }
}
