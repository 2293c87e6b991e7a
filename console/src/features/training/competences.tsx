// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core'
import { ListModels, type Model } from '@muster/contract/catalogue'
import type { Person } from '@muster/contract/identity'
import { type Competence, ListCompetences } from '@muster/contract/training'
import { call } from '@muster/ui/api/client'
import { Shape } from '@muster/ui/components/shape.tsx'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Moment } from '../../parts/moment'
import { Failed, Loading } from '../../parts/page-state'
import { Section } from '../../parts/panel'
import { useMay } from '../../session/session'
import { PersonName } from '../identity/directory'
import { RecordCompetenceDialog } from './record-competence-dialog'
import classes from './training.module.css'

/** What a person was taught, by whom, and until when that counts. */
export function Competences({ person }: { person: Person }): ReactNode {
  const queries = useQueryClient()
  const mayRecord = useMay('record-training')
  const mayNameModels = useMay('see-kit')
  const [recording, setRecording] = useState(false)
  const models = useQuery({
    queryKey: ['models'],
    queryFn: ({ signal }) => call(ListModels, { signal }),
    enabled: mayNameModels,
    staleTime: 60_000,
  })
  const asked = useQuery({
    queryKey: ['competences', person.id],
    queryFn: ({ signal }) => call(ListCompetences, { params: { personId: person.id }, signal }),
  })
  return (
    <Section title="Competences">
      {asked.data === undefined ? (
        <Missing error={asked.error} retry={() => void asked.refetch()} />
      ) : (
        <List rows={asked.data.rows} models={models.data?.rows ?? []} />
      )}
      {mayRecord && (
        <Button mt="sm" disabled={models.data === undefined} onClick={() => setRecording(true)}>
          Record a competence…
        </Button>
      )}
      {recording && models.data !== undefined && (
        <RecordCompetenceDialog
          person={person}
          models={models.data.rows}
          onRecorded={() => void queries.invalidateQueries({ queryKey: ['competences', person.id] })}
          onClose={() => setRecording(false)}
        />
      )}
    </Section>
  )
}

function Missing({ error, retry }: { error: unknown; retry: () => void }): ReactNode {
  return error === null ? <Loading what="competences" /> : <Failed what="Competences" error={error} retry={retry} />
}

function List({ rows, models }: { rows: readonly Competence[]; models: readonly Model[] }): ReactNode {
  const [nowMs] = useState(() => Date.now())
  if (rows.length === 0) return <p>None is recorded: not trained on anything.</p>
  return (
    <ul className={classes['list']}>
      {rows.map((row) => {
        const lapsed = row.expiresAt <= nowMs
        const model = models.find((each) => each.id === row.modelId)
        return (
          <li key={row.id} data-lapsed={lapsed}>
            <Shape shape={lapsed ? 'cross' : 'circle'} tone={lapsed ? 'orange' : 'green'} />
            <div>
              <b>{model === undefined ? 'A model not named here' : `${model.make} ${model.name}`}</b>{' '}
              {lapsed ? 'lapsed' : 'counts until'} <Moment ms={row.expiresAt} as="day" />
              <p>
                Taught <Moment ms={row.taughtAt} as="day" /> by <PersonName id={row.assessorId} />
              </p>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
