// SPDX-License-Identifier: Apache-2.0
import type { PersonId } from '@muster/contract/ids'
import type { Instant } from '@muster/contract/instant'
import type { Role } from '@muster/contract/permissions'
import { type OfficerFacts, officerFacts } from './officer-facts'
import type { Member } from './people'
import type { Cast, CompetenceRow, ItemRow, UnitRow } from './rows'

/** Finds the known people in an agency: the first of each kind, by collar number. */
export function castOf(
  people: readonly Member[],
  units: readonly UnitRow[],
  items: readonly ItemRow[],
  competences: readonly CompetenceRow[],
  asOf: Instant,
): Cast {
  const facts = officerFacts(units, items, competences, asOf)
  const leaders = new Set(people.filter(({ row }) => row.roles.length > 1).map(({ row }) => row.id))
  const plain = facts.filter(({ unit, personId }) => unit.compartments.length === 0 && !leaders.has(personId))
  return {
    securityAdministrator: holder(people, 'security-administrator', 0),
    supervisor: holder(people, 'control-room-supervisor', 0),
    controller: holder(people, 'controller', 0),
    clearedController: holder(people, 'controller', 1),
    operationCommander: holder(people, 'operation-commander', 0),
    kitCustodian: holder(people, 'kit-custodian', 0),
    trainer: holder(people, 'trainer', 0),
    fleetManager: holder(people, 'fleet-manager', 0),
    exhibitsOfficer: holder(people, 'exhibits-officer', 0),
    assuranceLead: holder(people, 'assurance-lead', 0),
    inspector: holder(people, 'inspector', 0),
    officer: first(plain, ({ radios, inDate }) => radios.length === 1 && inDate, 'an officer in date'),
    lapsedOfficer: first(
      plain,
      ({ radios, everTaught, inDate }) => radios.length === 1 && everTaught && !inDate,
      'a lapsed officer',
    ),
    officerWithoutRadio: first(plain, ({ radios }) => radios.length === 0, 'an officer without a radio'),
    compartmentedOfficer: first(
      facts,
      ({ unit, radios, inDate }) => unit.compartments.length > 0 && radios.length === 1 && inDate,
      'a compartmented officer',
    ),
  }
}

function holder(people: readonly Member[], role: Role, at: number): PersonId {
  const found = people.filter(({ row }) => row.roles.includes(role))[at]
  if (found === undefined) throw new Error(`the plan gives no ${role} number ${at + 1}: see agency/plan.ts`)
  return found.row.id
}

function first(facts: readonly OfficerFacts[], suits: (facts: OfficerFacts) => boolean, what: string): PersonId {
  const found = facts.find(suits)
  if (found === undefined) throw new Error(`this seed gives no ${what}: choose another`)
  return found.personId
}
