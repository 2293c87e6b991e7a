// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react'
import classes from './demo-banner.module.css'

/** On every page of a demo, so that nobody takes it for the real thing, or the real thing for a demo. */
export function DemoBanner(): ReactNode {
  return (
    <aside className={classes['demo']} aria-label="Demo">
      DEMO: nothing here is real, and no call for help goes anywhere.
    </aside>
  )
}
