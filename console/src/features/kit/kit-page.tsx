// SPDX-License-Identifier: Apache-2.0
import { KitKind } from '@muster/contract/catalogue'
import { ItemId } from '@muster/contract/ids'
import { type Item, ItemState, ListItems } from '@muster/contract/kit'
import { call } from '@muster/ui/api/client'
import type { ReactNode } from 'react'
import { given } from '../../parts/given'
import { Moment } from '../../parts/moment'
import { NothingFound, Office, OfficeChoice, OfficeSearch, PagesTable } from '../../parts/office'
import { NotAllowed } from '../../parts/page-state'
import { usePages } from '../../parts/use-pages'
import { useMay } from '../../session/session'
import { useView } from '../../view-state'
import { PersonName } from '../identity/directory'
import { ItemPanel } from './item-panel'
import { kindOptions, kindTexts, stateOptions, stateTexts, testToText } from './texts'

export function KitPage(): ReactNode {
  return useMay('see-kit') ? <Kit /> : <NotAllowed what="Kit" />
}

const columns = [
  { name: 'Tag', cell: (item: Item) => item.tag },
  { name: 'Kind', cell: (item: Item) => kindTexts[item.kind] },
  { name: 'Serial', cell: (item: Item) => item.serial },
  { name: 'ISSI', cell: (item: Item) => item.issi ?? '—' },
  { name: 'State', cell: (item: Item) => stateTexts[item.state] },
  {
    name: 'Holder or shelf',
    cell: (item: Item) => (item.holderId === null ? (item.shelf ?? '—') : <PersonName id={item.holderId} />),
  },
  { name: 'Since', cell: (item: Item) => <Moment ms={item.since} /> },
  { name: 'Last test', cell: (item: Item) => <LastTest item={item} /> },
]

function Kit(): ReactNode {
  const [view, change] = useView()
  const kind = KitKind.safeParse(view.kind).data
  const state = ItemState.safeParse(view.state).data
  const search = view.find
  const open = ItemId.safeParse(view.of).data
  const pages = usePages(['items', search, kind, state], (after, signal) =>
    call(ListItems, { query: { limit: 100, ...given({ after, search, kind, state }) }, signal }),
  )
  return (
    <Office
      title="Kit"
      sub="Every item has one holder or one shelf, and its whole history."
      tools={
        <>
          <OfficeSearch label="Search kit" placeholder="Tag, serial or ISSI" />
          <OfficeChoice label="Kind" options={kindOptions} value={kind} onChoose={(value) => change({ kind: value })} />
          <OfficeChoice
            label="State"
            options={stateOptions}
            value={state}
            onChoose={(value) => change({ state: value })}
          />
        </>
      }
      side={open === undefined ? null : <ItemPanel key={open} itemId={open} />}
    >
      <PagesTable
        label="Items of kit"
        what="Kit"
        pages={pages}
        columns={columns}
        keyOf={(item) => item.id}
        openKey={open}
        onOpen={(item) => change({ of: item.id })}
        empty={
          <NothingFound
            title="No kit is recorded yet"
            narrowed={search !== undefined || kind !== undefined || state !== undefined}
          />
        }
      />
    </Office>
  )
}

function LastTest({ item }: { item: Item }): ReactNode {
  if (item.lastTest === null) return testToText(item)
  return (
    <>
      {testToText(item)}, <Moment ms={item.lastTest.at} as="day" />
    </>
  )
}
