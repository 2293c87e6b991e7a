// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core'
import { ListQuarantine, type Quarantined, type QuarantineReason } from '@muster/contract/location'
import { call } from '@muster/ui/api/client'
import type { ReactNode } from 'react'
import { given } from '../../parts/given'
import { Moment } from '../../parts/moment'
import { Office, PagesTable } from '../../parts/office'
import { Empty, NotAllowed } from '../../parts/page-state'
import { Facts, Panel, Raw, Section } from '../../parts/panel'
import { usePages } from '../../parts/use-pages'
import { useMay } from '../../session/session'
import { useView } from '../../view-state'
import { sourceTexts } from '../duty/texts'

const reasonTexts: Readonly<Record<QuarantineReason, string>> = {
  unreadable: 'Unreadable',
  'not-a-number': 'Not a number',
  'out-of-range': 'Out of range',
  'zero-zero': 'At 0, 0',
  'in-the-future': 'In the future',
  'too-old': 'Too old',
  'impossible-speed': 'Impossible speed',
  'unknown-device': 'Unknown device',
}

const columns = [
  { name: 'Received', cell: (row: Quarantined) => <Moment ms={row.at} /> },
  { name: 'Why', cell: (row: Quarantined) => reasonTexts[row.reason] },
  { name: 'Detail', cell: (row: Quarantined) => row.detail, wide: true },
  { name: 'Source', cell: (row: Quarantined) => sourceTexts[row.source] },
  { name: 'Address', cell: (row: Quarantined) => row.address },
]

export function QuarantinePage(): ReactNode {
  return useMay('see-quarantine') ? <Quarantine /> : <NotAllowed what="Quarantine" />
}

function Quarantine(): ReactNode {
  const [view, change] = useView()
  const pages = usePages(['quarantine'], (after, signal) =>
    call(ListQuarantine, { query: { limit: 100, ...given({ after }) }, signal }),
  )
  const open = pages.rows?.find((row) => row.id === view.of)
  return (
    <Office
      title="Quarantine"
      sub="Positions that were not believed. They moved no unit; a press for help inside one still counted."
      tools={
        <Button variant="default" onClick={pages.reload}>
          Look again
        </Button>
      }
      side={open === undefined ? null : <QuarantinedPanel row={open} onClose={() => change({ of: undefined })} />}
    >
      <PagesTable
        label="Positions not believed"
        what="Quarantine"
        pages={pages}
        columns={columns}
        keyOf={(row) => row.id}
        openKey={view.of}
        onOpen={(row) => change({ of: row.id })}
        empty={<Empty title="Every position was believed" />}
      />
    </Office>
  )
}

function QuarantinedPanel({ row, onClose }: { row: Quarantined; onClose: () => void }): ReactNode {
  return (
    <Panel label="Position" title={reasonTexts[row.reason]} sub={row.detail} onClose={onClose}>
      <Facts
        facts={[
          ['Received', <Moment key="at" ms={row.at} />],
          ['Source', sourceTexts[row.source]],
          ['Address', row.address],
        ]}
      />
      <Section title="As it came">
        <Raw text={row.raw} />
      </Section>
    </Panel>
  )
}
