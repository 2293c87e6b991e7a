// SPDX-License-Identifier: Apache-2.0
import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './dialog.module.css'

interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/**
 * A dialog that begins below the alarm strip: neither it nor its shade ever covers an alarm. It does not
 * close by a click beside it, so that nothing half written is lost.
 */
export function Dialog({ title, onClose, children }: DialogProps): ReactNode {
  return (
    <Modal.Root
      opened
      onClose={onClose}
      size={460}
      closeOnClickOutside={false}
      lockScroll={false}
      transitionProps={{ duration: 0 }}
      classNames={{ inner: classes['inner'] ?? '', content: classes['content'] ?? '' }}
    >
      <Modal.Overlay className={classes['overlay'] ?? ''} />
      <Modal.Content>
        <div className={classes['head']}>
          <Modal.Title className={classes['title'] ?? ''}>{title}</Modal.Title>
          <Modal.CloseButton aria-label={`Close “${title}”`} />
        </div>
        <Modal.Body className={classes['body'] ?? ''}>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

export function DialogActions({ children }: { children: ReactNode }): ReactNode {
  return <div className={classes['actions']}>{children}</div>
}

/** Why something was refused, inside the form that asked for it. */
export function Refusal({ text }: { text: string | null }): ReactNode {
  return (
    <div role="alert" className={text === null ? undefined : classes['refusal']}>
      {text}
    </div>
  )
}
