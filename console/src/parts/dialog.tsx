// SPDX-License-Identifier: Apache-2.0
import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './dialog.module.css'

/**
 * A dialog that begins below the alarm strip: neither it nor its shade ever covers an alarm. It does not
 * close by a click beside it, so that nothing half written is lost.
 */
export function Dialog(props: { title: string; onClose: () => void; wide?: boolean; children: ReactNode }): ReactNode {
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title}
      size={props.wide === true ? 640 : 440}
      closeButtonProps={{ 'aria-label': `Close “${props.title}”` }}
      closeOnClickOutside={false}
      lockScroll={false}
      transitionProps={{ duration: 0 }}
      classNames={{
        overlay: classes['overlay'] ?? '',
        inner: classes['inner'] ?? '',
        content: classes['content'] ?? '',
        title: classes['title'] ?? '',
        body: classes['body'] ?? '',
      }}
    >
      {props.children}
    </Modal>
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
