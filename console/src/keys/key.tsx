// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react'
import classes from './keys.module.css'

/** Shows a key; what it does is said beside it, so it is kept out of names. */
export function Key({ children }: { children: ReactNode }): ReactNode {
  return (
    <kbd className={classes['key']} aria-hidden="true">
      {children}
    </kbd>
  )
}
