// SPDX-License-Identifier: Apache-2.0
import { Select } from '@mantine/core'
import { ListPeople } from '@muster/contract/identity'
import { PersonId } from '@muster/contract/ids'
import { call } from '@muster/ui/api/client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { given } from '../../parts/given'

/** Finds a person by name or collar number, on the server, as it is typed. */
export function PersonPicker({ label, onPick }: { label: string; onPick: (id: PersonId | null) => void }): ReactNode {
  const [typed, setTyped] = useState('')
  const [picked, setPicked] = useState<{ value: string; label: string } | null>(null)
  const search = picked?.label === typed ? '' : typed.trim()
  const people = useQuery({
    queryKey: ['people-found', search],
    queryFn: ({ signal }) => call(ListPeople, { query: { limit: 20, ...given({ search }) }, signal }),
    placeholderData: keepPreviousData,
  })
  const found = (people.data?.rows ?? []).filter((person) => person.leftAt === null)
  const options = found.map((person) => ({ value: person.id as string, label: `${person.name} (${person.collar})` }))
  const data = picked === null || options.some((each) => each.value === picked.value) ? options : [picked, ...options]
  return (
    <Select
      label={label}
      placeholder="Name or collar number"
      searchable
      clearable={false}
      data={data}
      filter={({ options: all }) => all}
      value={picked?.value ?? null}
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage={people.isFetching ? 'Searching…' : 'Nobody by that name'}
      error={people.error === null ? undefined : 'People could not be searched'}
      comboboxProps={{ withinPortal: false }}
      onChange={(value, option) => {
        setPicked(value === null || option === null ? null : { value, label: option.label })
        onPick(value === null ? null : PersonId.parse(value))
      }}
    />
  )
}
