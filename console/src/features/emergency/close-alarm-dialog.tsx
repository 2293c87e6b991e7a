// SPDX-License-Identifier: Apache-2.0
import { Button, Textarea } from '@mantine/core'
import { type Alarm, CloseAlarm, type CloseReason, closeReasons } from '@muster/contract/emergency'
import { call } from '@muster/ui/api/client'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Dialog, DialogActions, Refusal } from '../../parts/dialog'
import { given } from '../../parts/given'
import { errorToText } from '../../parts/page-state'
import classes from './emergency.module.css'
import { closeTexts } from './texts'

interface CloseProps {
  readonly alarm: Alarm
  readonly onClosed: (alarm: Alarm) => void
  readonly onCancel: () => void
}

/** Closing needs a reason; none is chosen beforehand. */
export function CloseAlarmDialog({ alarm, onClosed, onCancel }: CloseProps): ReactNode {
  const [reason, setReason] = useState<CloseReason | null>(null)
  const [note, setNote] = useState('')
  const [unchosen, setUnchosen] = useState(false)
  const close = useMutation({
    mutationFn: (chosen: CloseReason) =>
      call(CloseAlarm, { params: { alarmId: alarm.id }, body: { reason: chosen, ...given({ note: note.trim() }) } }),
    onSuccess: onClosed,
  })
  const submit = () => {
    setUnchosen(reason === null)
    if (reason !== null) close.mutate(reason)
  }
  const refusal = unchosen ? 'Choose why it is closed.' : close.error === null ? null : errorToText(close.error)
  return (
    <Dialog title={`Close the alarm of ${alarm.callsign}`} onClose={onCancel}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <fieldset className={classes['reasons']}>
          <legend>Why is it closed?</legend>
          {closeReasons.map((each) => (
            <label key={each}>
              <input
                type="radio"
                name="reason"
                value={each}
                checked={reason === each}
                onChange={() => setReason(each)}
              />
              {closeTexts[each]}
            </label>
          ))}
        </fieldset>
        <Textarea
          label="Note for the record"
          value={note}
          maxLength={1000}
          rows={3}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Refusal text={refusal} />
        <DialogActions>
          <Button variant="default" onClick={onCancel}>
            Keep it open
          </Button>
          <Button type="submit" loading={close.isPending}>
            Close alarm
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
