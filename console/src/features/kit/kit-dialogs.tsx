// SPDX-License-Identifier: Apache-2.0
import { Button, Checkbox, TextInput } from '@mantine/core'
import { newId, type PersonId, type TestId } from '@muster/contract/ids'
import { IssueItem, type Item, ReturnItem, TestItem } from '@muster/contract/kit'
import { call } from '@muster/ui/api/client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Dialog, DialogActions, Refusal } from '../../parts/dialog'
import { errorToText } from '../../parts/page-state'
import { PersonPicker } from '../identity/person-picker'
import classes from './kit.module.css'

interface DialogProps {
  readonly item: Item
  /** Called when the item was changed, here or (as a refusal says) elsewhere. */
  readonly onChanged: () => void
  readonly onClose: () => void
}

/** One act on an item; a refusal is shown in the server's words, which name who was quicker. */
function useAct(props: DialogProps, act: () => Promise<Item>) {
  return useMutation({
    mutationFn: act,
    onSuccess: () => {
      props.onChanged()
      props.onClose()
    },
    onError: props.onChanged,
  })
}

export function IssueDialog(props: DialogProps): ReactNode {
  const { item } = props
  const [personId, setPersonId] = useState<PersonId | null>(null)
  const issue = useAct(props, () => {
    if (personId === null) throw new Error('Choose who takes it.')
    return call(IssueItem, { params: { itemId: item.id }, body: { personId, version: item.version } })
  })
  return (
    <ActDialog title={`Issue ${item.tag}`} submit="Issue" act={issue} onClose={props.onClose}>
      <PersonPicker label="To whom" onPick={setPersonId} />
    </ActDialog>
  )
}

export function ReturnDialog(props: DialogProps): ReactNode {
  const { item } = props
  const [shelf, setShelf] = useState('')
  const giveBack = useAct(props, () =>
    call(ReturnItem, { params: { itemId: item.id }, body: { shelf: shelf.trim(), version: item.version } }),
  )
  return (
    <ActDialog title={`Take back ${item.tag}`} submit="Take back" act={giveBack} onClose={props.onClose}>
      <TextInput
        label="Onto which shelf"
        required
        maxLength={80}
        data-autofocus
        value={shelf}
        onChange={(event) => setShelf(event.currentTarget.value)}
      />
    </ActDialog>
  )
}

/** Every check is answered by hand: nothing is passed until it was ticked. */
export function TestDialog(props: DialogProps & { checklist: readonly string[] }): ReactNode {
  const { item, checklist } = props
  const [id] = useState(() => newId<TestId>())
  const [passed, setPassed] = useState<ReadonlySet<string>>(new Set())
  const failedChecks = checklist.filter((check) => !passed.has(check))
  const test = useAct(props, () => call(TestItem, { params: { itemId: item.id }, body: { id, failedChecks } }))
  const toggle = (check: string) =>
    setPassed(
      (before) => new Set(before.has(check) ? [...before].filter((each) => each !== check) : [...before, check]),
    )
  const submit = failedChecks.length === 0 ? 'Record: passed' : `Record: FAILED (${failedChecks.length} not ticked)`
  return (
    <ActDialog title={`Test ${item.tag}`} submit={submit} act={test} onClose={props.onClose}>
      <fieldset className={classes['checks']}>
        <legend>Tick what you saw work</legend>
        {checklist.map((check) => (
          <Checkbox key={check} label={check} checked={passed.has(check)} onChange={() => toggle(check)} />
        ))}
      </fieldset>
    </ActDialog>
  )
}

interface Act {
  readonly mutate: () => void
  readonly error: Error | null
  readonly isPending: boolean
}

function ActDialog(props: {
  title: string
  submit: string
  act: Act
  onClose: () => void
  children: ReactNode
}): ReactNode {
  const { act } = props
  const submit = (event: FormEvent) => {
    event.preventDefault()
    act.mutate()
  }
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form onSubmit={submit}>
        {props.children}
        <Refusal text={act.error === null ? null : errorToText(act.error)} />
        <DialogActions>
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={act.isPending}>
            {props.submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
