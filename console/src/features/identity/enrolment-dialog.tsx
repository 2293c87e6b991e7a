// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Dialog, DialogActions } from '../../parts/dialog'
import { Moment } from '../../parts/moment'
import classes from './identity.module.css'
import { QrCode } from './qr-code'

interface EnrolmentProps {
  readonly name: string
  readonly code: string
  readonly expiresAtMs: number
  readonly onClose: () => void
}

/** The code as text and as a QR code that opens the field app with it. It is shown once and works once. */
export function EnrolmentDialog({ name, code, expiresAtMs, onClose }: EnrolmentProps): ReactNode {
  // After #, so that the code reaches no log of any server or proxy.
  const address = `${window.location.origin}/field/#code=${encodeURIComponent(code)}`
  return (
    <Dialog title={`Enrol a device for ${name}`} onClose={onClose}>
      <p>Scan this with the device, or open the field app on it and type the code. It works once.</p>
      <div className={classes['enrol']}>
        <QrCode text={address} label="Enrolment code as QR code" />
        <p className={classes['code']} aria-label="Enrolment code">
          {code}
        </p>
        <p>
          Until <Moment ms={expiresAtMs} />
        </p>
      </div>
      <DialogActions>
        <Button onClick={onClose}>Done</Button>
      </DialogActions>
    </Dialog>
  )
}
