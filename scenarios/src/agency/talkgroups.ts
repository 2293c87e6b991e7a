// SPDX-License-Identifier: Apache-2.0
import type { TalkgroupId } from '@muster/contract/ids'
import type { Random } from '../random'
import { idMaker } from '../seeded-id'
import { bases } from './lists/bases'
import type { Plan } from './plan'
import type { TalkgroupRow } from './rows'

const firstGssi = 8_100_101
const shared = ['Control 1', 'Control 2', 'Command', 'Mutual Aid', 'Training', 'Firearms Command'] as const

/** The fleet map: one talkgroup a base, those that all share, and numbered ones for operations. */
export function talkgroupsOf(random: Random, plan: Plan): TalkgroupRow[] {
  const id = idMaker(random)
  const names = [
    ...bases.slice(0, plan.bases).map(({ name }) => baseTalkgroupName(name)),
    ...shared,
    ...Array.from({ length: plan.operationTalkgroups }, (_, at) => `Tasking ${at + 1}`),
  ]
  return names.map((name, at) => ({ id: id<TalkgroupId>(), gssi: String(firstGssi + at), name }))
}

/** The talkgroup that the units of a base work on. */
export function baseTalkgroupName(baseName: string): string {
  return `${baseName} 1`
}
