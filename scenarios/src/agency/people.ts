// SPDX-License-Identifier: Apache-2.0
import type { CompartmentId, PersonId } from '@muster/contract/ids'
import type { Role } from '@muster/contract/permissions'
import type { Random } from '../random'
import { idMaker } from '../seeded-id'
import { type NameGroup, nameGroups } from './lists/names'
import type { Plan } from './plan'
import type { CompartmentRow, PersonRow } from './rows'
import type { Team } from './teams'

/** A member of staff with what the rows do not say. */
export interface Member {
  readonly row: PersonRow
  readonly team: Team
  /** Null for who is not deployable; else the number within the team, from 1. */
  readonly officerNo: number | null
  /** The compartments that this officer's unit belongs to. */
  readonly unitCompartments: readonly CompartmentId[]
}

const firstCollar = 1001

/** Everybody: those with a role first, so that the lowest collar numbers are theirs, then officers, then the rest. */
export function peopleOf(
  random: Random,
  plan: Plan,
  teams: readonly Team[],
  compartments: readonly CompartmentRow[],
): Member[] {
  const id = idMaker(random)
  const names = random.fork('names')
  let collar = firstCollar
  const person = (team: Team, roles: Role[], clearedFor: CompartmentId[]): PersonRow => {
    const row = {
      id: id<PersonId>(),
      name: nameFrom(names),
      collar: `NS${collar}`,
      teamId: team.row.id,
      roles,
      clearedFor,
    }
    collar += 1
    return row
  }
  const offices = teams.filter(({ officers }) => officers === 0)
  const office = (at: number) => offices[at % offices.length] as Team
  const all = compartments.map(({ id: compartmentId }) => compartmentId)
  const withRoles = plan.staffRoles.flatMap(([role, count]) =>
    Array.from({ length: count }, (_, at) =>
      staffMember(person(office(at), [role], clearances(role, at, all)), office(at)),
    ),
  )
  const assigned = compartmentsByOfficer(random.fork('compartmented'), plan, all)
  const officers = teams.flatMap((team) =>
    Array.from({ length: team.officers }, (_, at) => ({ team, officerNo: at + 1 })),
  )
  const field = officers.map(({ team, officerNo }, index): Member => {
    const unitCompartments = assigned.get(index) ?? []
    // The first officer of every third team leads operations, and so every compartment has a commander.
    const leads = officerNo === 1 && (team.no % 3 === 1 || unitCompartments.length > 0)
    const roles: Role[] = leads ? ['officer', 'operation-commander'] : ['officer']
    return { row: person(team, roles, [...unitCompartments]), team, officerNo, unitCompartments }
  })
  const others = Array.from({ length: plan.staff - withRoles.length }, (_, at) =>
    staffMember(person(office(at), [], []), office(at)),
  )
  return [...withRoles, ...field, ...others]
}

function staffMember(row: PersonRow, team: Team): Member {
  return { row, team, officerNo: null, unitCompartments: [] }
}

/** Supervisors know of all; of the controllers the first of none, the second of half, the others of a few. */
function clearances(role: Role, at: number, all: readonly CompartmentId[]): CompartmentId[] {
  if (role === 'control-room-supervisor') return [...all]
  if (role !== 'controller' || at === 0) return []
  if (at === 1) return all.slice(0, Math.ceil(all.length / 2))
  return all.filter((_, index) => index % 4 === at % 4)
}

/** Which officers, by their place in the list, work in which compartments; every tenth of them in two. */
function compartmentsByOfficer(
  random: Random,
  plan: Plan,
  all: readonly CompartmentId[],
): Map<number, CompartmentId[]> {
  const chosen = random.shuffled(Array.from({ length: plan.officers }, (_, at) => at)).slice(0, plan.compartmentedUnits)
  const at = (index: number) => all[index % all.length] as CompartmentId
  return new Map(chosen.map((officer, index) => [officer, index % 10 === 9 ? [at(index), at(index + 1)] : [at(index)]]))
}

function nameFrom(random: Random): string {
  const own = groupFrom(random)
  // One in eight has a family name from elsewhere, as in any British office.
  const other = random.chance(0.125) ? groupFrom(random) : own
  return `${random.pick(own.given)} ${random.pick(other.family)}`
}

function groupFrom(random: Random): NameGroup {
  let left = random.next() * nameGroups.reduce((sum, { weight }) => sum + weight, 0)
  return nameGroups.find(({ weight }) => (left -= weight) < 0) ?? random.pick(nameGroups)
}
