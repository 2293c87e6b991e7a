// SPDX-License-Identifier: Apache-2.0
import { randomFrom } from '../random'
import { castOf } from './cast'
import { compartmentsOf } from './compartments'
import { competencesOf } from './competences'
import { itemsOf } from './items'
import { modelsOf } from './models'
import { peopleOf } from './people'
import { planOf } from './plan'
import type { Agency, AgencyOptions } from './rows'
import { talkgroupsOf } from './talkgroups'
import { teamsOf } from './teams'
import { unitsOf } from './units'

/** The day that training is dated from when nobody says otherwise: tests, and the hash that guards them. */
export const usualDay = Date.UTC(2026, 0, 1)

/**
 * The National Serious Crime Service, which does not exist: the same from the same options, every time.
 *
 * `small` has about forty people with every role between them, twenty units and two compartments;
 * `demo` is the whole service.
 */
export function agency(options: AgencyOptions): Agency {
  const full = { asOf: usualDay, ...options }
  const random = randomFrom(`${full.seed}/${full.size}`)
  const plan = planOf(full.size, full.year)
  const compartments = compartmentsOf(random.fork('compartments'), plan)
  const teams = teamsOf(random.fork('teams'), plan)
  const people = peopleOf(random.fork('people'), plan, teams, compartments)
  const talkgroups = talkgroupsOf(random.fork('talkgroups'), plan)
  const models = modelsOf(random.fork('models'), full.asOf)
  const kit = itemsOf(random.fork(`items/${full.year}`), plan, people, models)
  const units = unitsOf(random.fork('units'), teams, people, kit.items)
  const competences = competencesOf(random.fork(`competences/${full.year}`), plan, full.asOf, people, kit.items, models)
  return {
    options: full,
    compartments,
    teams: teams.map(({ row }) => row),
    people: people.map(({ row }) => row),
    talkgroups,
    models: models.map(({ row }) => row),
    units,
    ...kit,
    competences,
    cast: castOf(people, units, kit.items, competences, full.asOf),
  }
}
