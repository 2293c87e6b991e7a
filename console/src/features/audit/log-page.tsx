// SPDX-License-Identifier: Apache-2.0
import { type Leaf, ListLeaves } from '@muster/contract/audit'
import { call } from '@muster/ui/api/client'
import type { ReactNode } from 'react'
import { given } from '../../parts/given'
import { Moment } from '../../parts/moment'
import { NothingFound, Office, OfficeSearch, PagesTable } from '../../parts/office'
import { NotAllowed } from '../../parts/page-state'
import { usePages } from '../../parts/use-pages'
import { useMay } from '../../session/session'
import { useView } from '../../view-state'
import { LeafPanel } from './leaf-panel'

export function LogPage(): ReactNode {
  return useMay('see-log') ? <Log /> : <NotAllowed what="The log" />
}

const columns = [
  { name: 'Placed', cell: (leaf: Leaf) => (leaf.placed ? 'yes' : 'not yet') },
  { name: 'At', cell: (leaf: Leaf) => <Moment ms={leaf.at} /> },
  { name: 'What', cell: (leaf: Leaf) => leaf.type },
  { name: 'Subject', cell: (leaf: Leaf) => leaf.subject, wide: true },
  { name: 'No. of subject', cell: (leaf: Leaf) => leaf.seq },
  { name: 'By', cell: (leaf: Leaf) => leaf.by, wide: true },
  { name: 'Commitment', cell: (leaf: Leaf) => <code title={leaf.commitment}>{leaf.commitment.slice(0, 12)}…</code> },
]

function Log(): ReactNode {
  const [view, change] = useView()
  const subject = view.find
  const pages = usePages(['log', subject], (after, signal) =>
    call(ListLeaves, { query: { limit: 100, ...given({ after, subject }) }, signal }),
  )
  const open = pages.rows?.find((leaf) => leaf.id === view.of)
  return (
    <Office
      title="Log"
      sub="Every change of a record. Entries without an index are not yet tamper-evident."
      tools={<OfficeSearch label="History of one subject" placeholder="Subject, exactly as listed" />}
      side={open === undefined ? null : <LeafPanel leaf={open} />}
    >
      <PagesTable
        label="Log"
        what="The log"
        pages={pages}
        columns={columns}
        keyOf={(leaf) => leaf.id}
        openKey={view.of}
        onOpen={(leaf) => change({ of: leaf.id })}
        empty={<NothingFound title="Nothing is logged yet" narrowed={subject !== undefined} />}
      />
    </Office>
  )
}
