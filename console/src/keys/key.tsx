// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react'
import classes from './keys.module.css'

export function Key({ children }: { children: ReactNode }): ReactNode {
  return <kbd className={classes['key']}>{children}</kbd>
}
