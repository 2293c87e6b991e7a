// SPDX-License-Identifier: Apache-2.0
import { ListPeople, type Person } from '@muster/contract/identity'
import type { PersonId } from '@muster/contract/ids'
import { pageLimitRows } from '@muster/contract/page'
import { call } from '@muster/ui/api/client'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { given } from '../../parts/given'
import { useMay } from '../../session/session'

/** At most this many people are fetched for their names: 60 pages of 200. */
const mostPages = 60
const keptMs = 5 * 60_000

/**
 * Everybody's name by id, for records that carry only ids. Fetched page by page, and only for those who may
 * see people; null while it is on its way or not to be had.
 */
export function useDirectory(): ReadonlyMap<PersonId, Person> | null {
  const may = useMay('see-people')
  const people = useQuery({
    queryKey: ['directory'],
    queryFn: ({ signal }) => everybody(signal),
    enabled: may,
    staleTime: keptMs,
    gcTime: keptMs,
  })
  return people.data ?? null
}

/** A name for an id. What cannot be named is said so, never left blank. */
export function PersonName({ id, none = '—' }: { id: PersonId | null; none?: string }): ReactNode {
  const directory = useDirectory()
  const may = useMay('see-people')
  if (id === null) return none
  if (!may) return <span title={id}>a person (names are not open to you)</span>
  if (directory === null) return <span title={id}>…</span>
  const person = directory.get(id)
  return <span title={id}>{person === undefined ? 'not in the directory' : `${person.name} (${person.collar})`}</span>
}

interface Page {
  readonly rows: readonly Person[]
  readonly next: string | null
}

async function everybody(signal: AbortSignal): Promise<Map<PersonId, Person>> {
  const people = new Map<PersonId, Person>()
  let after: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const { rows, next }: Page = await call(ListPeople, {
      query: { limit: pageLimitRows, ...given({ after }) },
      signal,
    })
    for (const person of rows) people.set(person.id, person)
    if (next === null) break
    after = next
  }
  return people
}
