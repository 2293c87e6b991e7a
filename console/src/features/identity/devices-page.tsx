// SPDX-License-Identifier: Apache-2.0
import { Button, TextInput } from '@mantine/core'
import { type Device, ListDevices, RevokeDevice } from '@muster/contract/identity'
import { call } from '@muster/ui/api/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Dialog, DialogActions, Refusal } from '../../parts/dialog'
import { given } from '../../parts/given'
import { Moment } from '../../parts/moment'
import { Office, PagesTable } from '../../parts/office'
import { Empty, errorToText, NotAllowed } from '../../parts/page-state'
import { usePages } from '../../parts/use-pages'
import { useMay } from '../../session/session'
import { PersonName } from './directory'

export function DevicesPage(): ReactNode {
  return useMay('manage-devices') ? <Devices /> : <NotAllowed what="Devices" />
}

function Devices(): ReactNode {
  const [revoking, setRevoking] = useState<Device | null>(null)
  const pages = usePages(['devices'], (after, signal) =>
    call(ListDevices, { query: { limit: 100, ...given({ after }) }, signal }),
  )
  const columns = [
    { name: 'Device', cell: (device: Device) => device.name },
    { name: 'Of', cell: (device: Device) => <PersonName id={device.personId} /> },
    { name: 'Enrolled', cell: (device: Device) => <Moment ms={device.enrolledAt} /> },
    { name: 'Last seen', cell: (device: Device) => <Moment ms={device.lastSeenAt} none="never" /> },
    { name: 'Revoked', cell: (device: Device) => <Moment ms={device.revokedAt} none="no" /> },
    {
      name: 'Act',
      cell: (device: Device) =>
        device.revokedAt === null && (
          <Button
            variant="default"
            size="compact-sm"
            aria-label={`Revoke ${device.name}`}
            onClick={() => setRevoking(device)}
          >
            Revoke…
          </Button>
        ),
    },
  ]
  return (
    <Office
      title="Devices"
      sub="A revoked device sees nothing any more. It may still press for help, and is then shown as a possible ambush."
    >
      <PagesTable
        label="Devices"
        what="Devices"
        pages={pages}
        columns={columns}
        keyOf={(device) => device.id}
        empty={
          <Empty title="No device is enrolled yet">
            <p>Make an enrolment code for a person on the page People.</p>
          </Empty>
        }
      />
      {revoking !== null && <RevokeDialog device={revoking} onClose={() => setRevoking(null)} />}
    </Office>
  )
}

function RevokeDialog({ device, onClose }: { device: Device; onClose: () => void }): ReactNode {
  const [reason, setReason] = useState('')
  const queries = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => call(RevokeDevice, { params: { deviceId: device.id }, body: { reason: reason.trim() } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['devices'] })
      onClose()
    },
  })
  return (
    <Dialog title={`Revoke ${device.name}`} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          revoke.mutate()
        }}
      >
        <TextInput
          label="Why"
          description="Lost, stolen, handed in, replaced: it goes into the log."
          required
          minLength={3}
          maxLength={500}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Refusal text={revoke.error === null ? null : errorToText(revoke.error)} />
        <DialogActions>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={revoke.isPending}>
            Revoke
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
