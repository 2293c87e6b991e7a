// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core'
import { ListModels, type Model } from '@muster/contract/catalogue'
import type { ItemId } from '@muster/contract/ids'
import { type CustodyEntry, GetItem, type Item } from '@muster/contract/kit'
import { call } from '@muster/ui/api/client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Moment } from '../../parts/moment'
import { Failed, Loading } from '../../parts/page-state'
import { Facts, Panel, PanelActs, Section } from '../../parts/panel'
import { useMay } from '../../session/session'
import { useView } from '../../view-state'
import { PersonName } from '../identity/directory'
import classes from './kit.module.css'
import { IssueDialog, ReturnDialog, TestDialog } from './kit-dialogs'
import { actTexts, kindTexts, stateTexts, testToText } from './texts'

/** One item: where it is, what may be done with it, and its whole history. */
export function ItemPanel({ itemId }: { itemId: ItemId }): ReactNode {
  const [, change] = useView()
  const asked = useQuery({
    queryKey: ['item', itemId],
    queryFn: ({ signal }) => call(GetItem, { params: { itemId }, signal }),
  })
  const models = useQuery({
    queryKey: ['models'],
    queryFn: ({ signal }) => call(ListModels, { signal }),
    staleTime: 60_000,
  })
  const leave = () => change({ of: undefined })
  if (asked.data === undefined) {
    return (
      <Panel label="Item" title="Item" onClose={leave}>
        {asked.error === null ? (
          <Loading what="the item" />
        ) : (
          <Failed what="The item" error={asked.error} retry={() => void asked.refetch()} />
        )}
      </Panel>
    )
  }
  const { item, history } = asked.data
  const model = models.data?.rows.find((each) => each.id === item.modelId) ?? null
  return (
    <Panel
      label="Item"
      title={item.tag}
      sub={model === null ? kindTexts[item.kind] : `${model.make} ${model.name}`}
      onClose={leave}
    >
      <ItemActs item={item} model={model} />
      <Facts
        facts={[
          ['State', stateTexts[item.state]],
          ['Holder', <PersonName key="holder" id={item.holderId} none="nobody" />],
          ['Shelf', item.shelf ?? '—'],
          ['Since', <Moment key="since" ms={item.since} />],
          ['Serial', item.serial],
          ['ISSI', item.issi ?? '—'],
          [
            'Last test',
            <span key="test">
              {testToText(item)}
              {item.lastTest !== null && (
                <>
                  , <Moment ms={item.lastTest.at} />
                </>
              )}
            </span>,
          ],
          [
            'Support ends',
            model === null ? 'not known' : <Moment key="support" ms={model.supportEndsAt} as="day" none="not known" />,
          ],
        ]}
      />
      <Section title="History">
        <ol className={classes['history']}>
          {history.map((entry, index) => (
            <Entry key={`${entry.at} ${entry.act} ${index}`} entry={entry} />
          ))}
        </ol>
      </Section>
    </Panel>
  )
}

type Open = 'issue' | 'return' | 'test'

function ItemActs({ item, model }: { item: Item; model: Model | null }): ReactNode {
  const mayIssue = useMay('issue-kit')
  const queries = useQueryClient()
  const [open, setOpen] = useState<Open | null>(null)
  // Done or refused, what the desk saw is out of date: the list and the item are read anew.
  const reread = () =>
    void Promise.all([
      queries.invalidateQueries({ queryKey: ['item', item.id] }),
      queries.invalidateQueries({ queryKey: ['items'] }),
    ])
  const close = () => setOpen(null)
  if (!mayIssue) return null
  return (
    <PanelActs>
      {item.state === 'on-shelf' && <Button onClick={() => setOpen('issue')}>Issue…</Button>}
      {item.state === 'issued' && <Button onClick={() => setOpen('return')}>Take back…</Button>}
      <Button variant="default" disabled={model === null} onClick={() => setOpen('test')}>
        Record a test…
      </Button>
      {open === 'issue' && <IssueDialog item={item} onChanged={reread} onClose={close} />}
      {open === 'return' && <ReturnDialog item={item} onChanged={reread} onClose={close} />}
      {open === 'test' && model !== null && (
        <TestDialog item={item} checklist={model.checklist} onChanged={reread} onClose={close} />
      )}
    </PanelActs>
  )
}

function Entry({ entry }: { entry: CustodyEntry }): ReactNode {
  return (
    <li>
      <Moment ms={entry.at} />
      <span>
        <b>{actTexts[entry.act]}</b> {entry.personId !== null && <PersonName id={entry.personId} />}
        <br />
        recorded by <PersonName id={entry.byId} />
        {entry.note !== null && <small> {entry.note}</small>}
      </span>
    </li>
  )
}
