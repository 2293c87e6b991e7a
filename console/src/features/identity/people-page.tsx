// SPDX-License-Identifier: Apache-2.0
import { ListPeople, type Person } from '@muster/contract/identity'
import { PersonId } from '@muster/contract/ids'
import { call } from '@muster/ui/api/client'
import type { ReactNode } from 'react'
import { given } from '../../parts/given'
import { Moment } from '../../parts/moment'
import { NothingFound, Office, OfficeSearch, PagesTable } from '../../parts/office'
import { NotAllowed } from '../../parts/page-state'
import { usePages } from '../../parts/use-pages'
import { useMay } from '../../session/session'
import { roleTexts } from '../../shell/texts'
import { useView } from '../../view-state'
import { PersonPanel } from './person-panel'

export function PeoplePage(): ReactNode {
  return useMay('see-people') ? <People /> : <NotAllowed what="People" />
}

const columns = [
  { name: 'Name', cell: (person: Person) => person.name },
  { name: 'Collar', cell: (person: Person) => person.collar },
  {
    name: 'Roles',
    cell: (person: Person) => person.roles.map((role) => roleTexts[role]).join(', ') || 'none',
    wide: true,
  },
  { name: 'Left', cell: (person: Person) => <Moment ms={person.leftAt} as="day" none="" /> },
]

function People(): ReactNode {
  const [view, change] = useView()
  const search = view.find
  const open = PersonId.safeParse(view.of).data
  const pages = usePages(['people', search], (after, signal) =>
    call(ListPeople, { query: { limit: 100, ...given({ after, search }) }, signal }),
  )
  const person = pages.rows?.find((each) => each.id === open)
  return (
    <Office
      title="People"
      sub="Who they are, what they were taught, and the devices they enrol."
      tools={<OfficeSearch label="Search people" placeholder="Name or collar number" />}
      side={person === undefined ? null : <PersonPanel key={person.id} person={person} />}
    >
      <PagesTable
        label="People"
        what="People"
        pages={pages}
        columns={columns}
        keyOf={(each) => each.id}
        openKey={open}
        onOpen={(each) => change({ of: each.id })}
        empty={<NothingFound title="Nobody is recorded yet" narrowed={search !== undefined} />}
      />
    </Office>
  )
}
