// SPDX-License-Identifier: Apache-2.0
import type { TeamId } from '@muster/contract/ids'
import type { Random } from '../random'
import { idMaker } from '../seeded-id'
import { type Base, bases, baseTitle } from './lists/bases'
import { teamNames } from './lists/code-names'
import type { Plan } from './plan'
import type { TeamRow } from './rows'

/** A team with what the rows do not say: where it sits, its number there, and how many officers it has. */
export interface Team {
  readonly row: TeamRow
  readonly base: Base
  /** From 1, within the base; 0 for an office without officers. */
  readonly no: number
  readonly officers: number
}

/** Teams of officers at every base by its weight, then one office a base for those who support them. */
export function teamsOf(random: Random, plan: Plan): Team[] {
  const id = idMaker(random)
  const open = bases.slice(0, plan.bases)
  const strengths = shareOut(
    plan.officers,
    open.map(({ weight }) => weight),
  )
  const row = (base: Base, name: string): TeamRow => ({ id: id<TeamId>(), name, base: baseTitle(base) })
  const field = open.flatMap((base, at) => {
    const strength = strengths[at] ?? 0
    const count = Math.ceil(strength / plan.officersPerTeam)
    const sizes = shareOut(
      strength,
      Array.from({ length: count }, () => 1),
    )
    return sizes.map((officers, index): Team => {
      const round = Math.floor(index / teamNames.length)
      const work = teamNames[index % teamNames.length] ?? ''
      const name = `${base.name} ${work}${round === 0 ? '' : ` ${round + 1}`}`
      return { row: row(base, name), base, no: index + 1, officers }
    })
  })
  const offices = open.map((base): Team => ({ row: row(base, `${base.name} Support`), base, no: 0, officers: 0 }))
  return [...field, ...offices]
}

/** Shares a whole number out by weight: whole parts that add up to it exactly. */
function shareOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  let upTo = 0
  let given = 0
  return weights.map((weight) => {
    upTo += weight
    const part = Math.round((total * upTo) / sum) - given
    given += part
    return part
  })
}
