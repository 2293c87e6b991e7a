// SPDX-License-Identifier: Apache-2.0
import type { ImportModels } from '@muster/contract/catalogue'
import type { ImportCompartments, ImportPeople, ImportTeams, ImportUnits } from '@muster/contract/identity'
import type { ItemId, PersonId } from '@muster/contract/ids'
import type { Instant } from '@muster/contract/instant'
import type { ImportItems } from '@muster/contract/kit'
import type { ImportTalkgroups } from '@muster/contract/talkgroups'
import type { ImportCompetences } from '@muster/contract/training'
import type { z } from 'zod'

/** Rows exactly as the import endpoints take them; times are ms, the client writes them out. */
type RowOf<Import extends { body: z.ZodType<{ rows: unknown[] }> }> = z.output<Import['body']>['rows'][number]
export type CompartmentRow = RowOf<typeof ImportCompartments>
export type TeamRow = RowOf<typeof ImportTeams>
export type PersonRow = RowOf<typeof ImportPeople>
export type TalkgroupRow = RowOf<typeof ImportTalkgroups>
export type ModelRow = RowOf<typeof ImportModels>
export type UnitRow = RowOf<typeof ImportUnits>
export type ItemRow = RowOf<typeof ImportItems>
export type CompetenceRow = RowOf<typeof ImportCompetences>

export type Year = 'before' | 'after'
export type Size = 'small' | 'demo'

export interface AgencyOptions {
  readonly seed: string
  readonly size: Size
  /** Before the inspection (too few radios, hardly anybody taught) or after it. */
  readonly year: Year
  /** The day as of which training is in date or not. Ids and names do not depend on it. */
  readonly asOf?: Instant
}

/**
 * Known people, so that a demo, a test and a screenshot speak of the same ones. Nobody of the cast is on
 * the simulated shift: whoever signs in as one of them finds them off duty.
 */
export interface Cast {
  readonly securityAdministrator: PersonId
  /** Cleared for every compartment. */
  readonly supervisor: PersonId
  /** Cleared for no compartment. */
  readonly controller: PersonId
  /** Cleared for half of the compartments. */
  readonly clearedController: PersonId
  readonly operationCommander: PersonId
  readonly kitCustodian: PersonId
  readonly trainer: PersonId
  readonly fleetManager: PersonId
  readonly exhibitsOfficer: PersonId
  readonly assuranceLead: PersonId
  readonly inspector: PersonId
  /** Holds a radio and is in date: ready after booking on and testing. */
  readonly officer: PersonId
  /** Holds a radio; training has lapsed. */
  readonly lapsedOfficer: PersonId
  readonly officerWithoutRadio: PersonId
  /** Ready like `officer`; the unit is in a compartment. */
  readonly compartmentedOfficer: PersonId
}

/** A whole agency, ready to import. */
export interface Agency {
  readonly options: Required<AgencyOptions>
  readonly compartments: readonly CompartmentRow[]
  readonly teams: readonly TeamRow[]
  readonly people: readonly PersonRow[]
  readonly talkgroups: readonly TalkgroupRow[]
  readonly models: readonly ModelRow[]
  readonly units: readonly UnitRow[]
  readonly items: readonly ItemRow[]
  readonly competences: readonly CompetenceRow[]
  readonly cast: Cast
  /** Pool radios that somebody still holds past their due day: what the import rows cannot say. */
  readonly overdueItems: readonly ItemId[]
  /** Radios that nobody can find; in the rows they lie on the shelf `lostShelf`. */
  readonly lostItems: readonly ItemId[]
}

export const lostShelf = 'Reported lost'
