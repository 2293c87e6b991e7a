// SPDX-License-Identifier: Apache-2.0
import { Button, Select, TextInput } from '@mantine/core'
import type { Model } from '@muster/contract/catalogue'
import type { Person } from '@muster/contract/identity'
import { type CompetenceId, newId } from '@muster/contract/ids'
import { RecordCompetence } from '@muster/contract/training'
import { call } from '@muster/ui/api/client'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Dialog, DialogActions, Refusal } from '../../parts/dialog'
import { errorToText } from '../../parts/page-state'
import classes from './training.module.css'

interface RecordProps {
  readonly person: Person
  readonly models: readonly Model[]
  readonly onRecorded: () => void
  readonly onClose: () => void
}

/** The assessor is whoever is signed in; the server refuses one's own name and dates to come. */
export function RecordCompetenceDialog({ person, models, onRecorded, onClose }: RecordProps): ReactNode {
  const [id] = useState(() => newId<CompetenceId>())
  const [modelId, setModelId] = useState<string | null>(null)
  const [taughtOn, setTaughtOn] = useState('')
  const [expiresOn, setExpiresOn] = useState('')
  const record = useMutation({
    mutationFn: () => {
      const model = models.find((each) => each.id === modelId)
      if (model === undefined) throw new Error('Choose the model that was taught.')
      const body = {
        id,
        personId: person.id,
        modelId: model.id,
        taughtAt: dayToMs(taughtOn),
        expiresAt: dayToMs(expiresOn),
      }
      return call(RecordCompetence, { body })
    },
    onSuccess: () => {
      onRecorded()
      onClose()
    },
  })
  return (
    <Dialog title={`Record a competence of ${person.name}`} onClose={onClose}>
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault()
          record.mutate()
        }}
      >
        <Select
          label="Model"
          placeholder="Choose"
          data={models.map((model) => ({ value: model.id, label: `${model.make} ${model.name}` }))}
          value={modelId}
          comboboxProps={{ withinPortal: false }}
          onChange={setModelId}
        />
        <TextInput
          type="date"
          label="Taught on"
          required
          value={taughtOn}
          onChange={(event) => setTaughtOn(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label="Counts until"
          required
          value={expiresOn}
          onChange={(event) => setExpiresOn(event.currentTarget.value)}
        />
        <Refusal text={record.error === null ? null : errorToText(record.error)} />
        <DialogActions>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={record.isPending}>
            Record
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

/** A day as it is written in a date field, from its beginning in the viewer's zone. */
function dayToMs(day: string): number {
  return new Date(`${day}T00:00:00`).getTime()
}
