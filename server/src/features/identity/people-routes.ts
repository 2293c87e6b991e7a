// SPDX-License-Identifier: Apache-2.0
import { ImportCompartments, ImportPeople, ImportTeams, ImportUnits, ListPeople } from '@muster/contract/identity'
import { Refused } from '@muster/contract/refusal'
import { isUuid } from '../../shell/db/cursor'
import type { Routes } from '../../shell/http/route'
import * as audit from '../audit/index'
import { insertCompartments, insertPeople, insertTeams, insertUnits } from './import-store'
import { listPeople } from './store'

export function addPeopleRoutes(routes: Routes): void {
  routes.route(ListPeople, async ({ tx, query }) => {
    const rows = await listPeople(tx, { search: query.search, after: readAfter(query.after), limit: query.limit })
    const last = rows.at(-1)
    return { rows, next: last !== undefined && rows.length === query.limit ? `${last.id}${last.name}` : null }
  })
  // That a compartment exists is known to whoever is cleared for it, and to nobody else.
  audit.routeImport(routes, ImportCompartments, 'compartment', insertCompartments, ({ id }) => [id])
  audit.routeImport(routes, ImportTeams, 'team', insertTeams)
  audit.routeImport(routes, ImportPeople, 'person', insertPeople)
  audit.routeImport(routes, ImportUnits, 'unit', insertUnits)
}

const idLength = 36

function readAfter(text: string | undefined): { name: string; id: string } | null {
  if (text === undefined) return null
  const id = text.slice(0, idLength)
  if (!isUuid(id)) throw new Refused('bad-request', 'after: not a cursor of this list')
  return { id, name: text.slice(idLength) }
}
