// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core'
import { CreateEnrolmentCode, EndSessions, type Person } from '@muster/contract/identity'
import { call } from '@muster/ui/api/client'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Dialog, DialogActions, Refusal } from '../../parts/dialog'
import { errorToText } from '../../parts/page-state'
import { Facts, Panel, PanelActs } from '../../parts/panel'
import { useMay } from '../../session/session'
import { roleTexts } from '../../shell/texts'
import { useView } from '../../view-state'
import { Competences } from '../training/competences'
import { EnrolmentDialog } from './enrolment-dialog'

/** One person: roles, competences, and what an administrator may do. */
export function PersonPanel({ person }: { person: Person }): ReactNode {
  const [, change] = useView()
  const seesTraining = useMay('see-training')
  return (
    <Panel label="Person" title={person.name} sub={`Collar ${person.collar}`} onClose={() => change({ of: undefined })}>
      <PersonActs person={person} />
      <Facts
        facts={[
          ['Roles', person.roles.map((role) => roleTexts[role]).join(', ') || 'none'],
          [
            'Cleared for',
            person.clearedFor.length === 0 ? 'no compartment' : `${person.clearedFor.length} compartments`,
          ],
        ]}
      />
      {seesTraining && <Competences person={person} />}
    </Panel>
  )
}

function PersonActs({ person }: { person: Person }): ReactNode {
  const mayEnrol = useMay('manage-devices')
  const mayEnd = useMay('manage-people')
  const [ending, setEnding] = useState(false)
  const enrol = useMutation({ mutationFn: () => call(CreateEnrolmentCode, { body: { personId: person.id } }) })
  if (!mayEnrol && !mayEnd) return null
  return (
    <div>
      <PanelActs>
        {mayEnrol && (
          <Button loading={enrol.isPending} onClick={() => enrol.mutate()}>
            Enrolment code
          </Button>
        )}
        {mayEnd && (
          <Button variant="default" onClick={() => setEnding(true)}>
            End sessions…
          </Button>
        )}
      </PanelActs>
      <Refusal text={enrol.error === null ? null : errorToText(enrol.error)} />
      {enrol.data !== undefined && (
        <EnrolmentDialog
          name={person.name}
          code={enrol.data.code}
          expiresAtMs={enrol.data.expiresAt}
          onClose={() => enrol.reset()}
        />
      )}
      {ending && <EndSessionsDialog person={person} onClose={() => setEnding(false)} />}
    </div>
  )
}

function EndSessionsDialog({ person, onClose }: { person: Person; onClose: () => void }): ReactNode {
  const end = useMutation({ mutationFn: () => call(EndSessions, { params: { personId: person.id } }) })
  if (end.data !== undefined) {
    return (
      <Dialog title={`Sessions of ${person.name}`} onClose={onClose}>
        <p role="status">
          {end.data.ended === 1 ? '1 session was ended' : `${end.data.ended} sessions were ended`}, live screens
          included.
        </p>
        <DialogActions>
          <Button onClick={onClose}>Done</Button>
        </DialogActions>
      </Dialog>
    )
  }
  return (
    <Dialog title={`End every session of ${person.name}?`} onClose={onClose}>
      <p>Every page and device of {person.name} is signed out at once. Pressing for help goes on working.</p>
      <Refusal text={end.error === null ? null : errorToText(end.error)} />
      <DialogActions>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button loading={end.isPending} onClick={() => end.mutate()}>
          End sessions
        </Button>
      </DialogActions>
    </Dialog>
  )
}
