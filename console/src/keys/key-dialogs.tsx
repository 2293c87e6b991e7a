// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, Suspense, useState } from 'react'
import { KeyHelpDialog, PaletteDialog } from '../parts/lazy-dialogs'
import { useCommand } from './command-board'

/** What the keys `?` and Ctrl-K open, on every page. */
export function KeyDialogs(): ReactNode {
  const [open, setOpen] = useState<'help' | 'palette' | null>(null)
  useCommand('help', () => setOpen('help'))
  useCommand('palette', () => setOpen('palette'))
  const close = () => setOpen(null)
  return (
    <Suspense fallback={null}>
      {open === 'help' && <KeyHelpDialog onClose={close} />}
      {open === 'palette' && <PaletteDialog onClose={close} />}
    </Suspense>
  )
}
