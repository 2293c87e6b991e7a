// SPDX-License-Identifier: Apache-2.0
import { Shape } from '@muster/ui/components/shape.tsx'
import type { ReactNode } from 'react'
import { useHealth } from '../live/feed'
import classes from './shell.module.css'
import { feedWords } from './texts'

/** How fresh the feed is, in the header: shape, word and round trip. */
export function FeedState(): ReactNode {
  const { state, latencyMs } = useHealth()
  const live = state === 'live'
  return (
    <span className={classes['feed']} data-good={live || state === 'connecting'} aria-label="Live feed" role="group">
      <Shape shape={live ? 'circle' : 'triangle'} tone={live ? 'green' : 'caution'} />
      <span role="status">{feedWords[state]}</span>
      {live && latencyMs !== null && <span title="Round trip to the server">· {latencyMs} ms</span>}
    </span>
  )
}
