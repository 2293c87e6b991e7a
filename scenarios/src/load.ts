// SPDX-License-Identifier: Apache-2.0
import { ImportModels } from '@muster/contract/catalogue'
import {
  DemoPeople,
  DemoSignIn,
  ImportCompartments,
  ImportPeople,
  ImportTeams,
  ImportUnits,
} from '@muster/contract/identity'
import { ImportItems } from '@muster/contract/kit'
import { ImportTalkgroups } from '@muster/contract/talkgroups'
import { ImportCompetences, ListCompetences } from '@muster/contract/training'
import type { Agency } from './agency/rows'
import { type ApiClient, isRefusal } from './api-client'

/** Rows that go in one request: half of what an import takes, so that neither side holds much at once. */
export const batchRows = 5_000

export interface Loaded {
  readonly added: number
  readonly unchanged: number
}

/**
 * Loads an agency through the import endpoints. `api` must be signed in with the right to import; see
 * `signInToLoad`. Rows carry their ids, so a second run changes nothing, and one that broke off goes on.
 */
export async function load(agency: Agency, api: ApiClient, say: (line: string) => void = () => {}): Promise<Loaded> {
  const total = { added: 0, unchanged: 0 }
  // What a row refers to goes before it.
  const steps = [
    step('compartments', agency.compartments, (rows) => api.call(ImportCompartments, { body: { rows } })),
    step('teams', agency.teams, (rows) => api.call(ImportTeams, { body: { rows } })),
    step('people', agency.people, (rows) => api.call(ImportPeople, { body: { rows } })),
    step('talkgroups', agency.talkgroups, (rows) => api.call(ImportTalkgroups, { body: { rows } })),
    step('models', agency.models, (rows) => api.call(ImportModels, { body: { rows } })),
    step('units', agency.units, (rows) => api.call(ImportUnits, { body: { rows } })),
    step('items', agency.items, (rows) => api.call(ImportItems, { body: { rows } })),
    step('competences', agency.competences, (rows) => api.call(ImportCompetences, { body: { rows } })),
  ]
  for (const { kind, count, run } of steps) {
    const { added, unchanged } = await run()
    total.added += added
    total.unchanged += unchanged
    say(`${count} ${kind} loaded`)
  }
  return total
}

/** Signs in, in demo mode, as whoever may import: the bootstrap administrator of an empty database. */
export async function signInToLoad(api: ApiClient): Promise<void> {
  const { people } = await api.call(DemoPeople)
  const administrator = people.find(({ roles }) => roles.includes('security-administrator'))
  if (administrator === undefined)
    throw new Error('the server names no security administrator to sign in as: is MUSTER_DEMO=1 set?')
  await api.call(DemoSignIn, { body: { personId: administrator.id } })
}

/**
 * Whether the agency is there already, whole: competences come last, and the last of them is asked for.
 * Leaves `api` signed in as the supervisor when it is.
 */
export async function isLoaded(agency: Agency, api: ApiClient): Promise<boolean> {
  const last = agency.competences.at(-1)
  if (last === undefined) throw new Error('an agency without competences cannot be told from one half loaded')
  try {
    await api.call(DemoSignIn, { body: { personId: agency.cast.supervisor } })
    const { rows } = await api.call(ListCompetences, { params: { personId: last.personId } })
    return rows.some(({ id }) => id === last.id)
  } catch (error) {
    if (isRefusal(error, 'no-such-person')) return false
    throw error
  }
}

function step<Row>(kind: string, rows: readonly Row[], send: (batch: Row[]) => Promise<Loaded>) {
  const run = async () => {
    const total = { added: 0, unchanged: 0 }
    for (let at = 0; at < rows.length; at += batchRows) {
      const { added, unchanged } = await send(rows.slice(at, at + batchRows))
      total.added += added
      total.unchanged += unchanged
    }
    return total
  }
  return { kind, count: rows.length, run }
}
