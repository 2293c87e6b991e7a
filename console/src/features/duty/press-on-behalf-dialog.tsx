// SPDX-License-Identifier: Apache-2.0
import { Button, Textarea } from '@mantine/core'
import { PressOnBehalf } from '@muster/contract/emergency'
import { newId, type PressId, type UnitId } from '@muster/contract/ids'
import { call } from '@muster/ui/api/client'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Dialog, DialogActions, Refusal } from '../../parts/dialog'
import { given } from '../../parts/given'
import { errorToText } from '../../parts/page-state'

/** For an officer who phoned or called by voice. The id is made once, so that trying again presses once. */
export function PressOnBehalfDialog(props: { unitId: UnitId; callsign: string; onDone: () => void }): ReactNode {
  const [id] = useState(() => newId<PressId>())
  const [note, setNote] = useState('')
  const press = useMutation({
    mutationFn: () =>
      call(PressOnBehalf, { params: { unitId: props.unitId }, body: { id, ...given({ note: note.trim() }) } }),
    onSuccess: props.onDone,
  })
  return (
    <Dialog title={`Press for help on behalf of ${props.callsign}`} onClose={props.onDone}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          press.mutate()
        }}
      >
        <p>This raises a real alarm for {props.callsign} on every console, recorded as pressed by you.</p>
        <Textarea
          mt="sm"
          label="What was said, and how"
          value={note}
          maxLength={1000}
          rows={3}
          data-autofocus
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Refusal
          text={
            press.error === null
              ? null
              : `NOT pressed for certain: ${errorToText(press.error)} Press again; it counts once.`
          }
        />
        <DialogActions>
          <Button variant="default" onClick={props.onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={press.isPending}>
            Raise the alarm
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
