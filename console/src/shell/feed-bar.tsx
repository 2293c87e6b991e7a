// SPDX-License-Identifier: Apache-2.0
import { Shape } from '@muster/ui/components/shape.tsx'
import type { ReactNode } from 'react'
import { useHealth, useServerNow } from '../live/feed'
import { durationToText, msToClock } from '../parts/time'
import classes from './shell.module.css'

/** A feed that is not live is said across the page: what lies below is old, and alarms may be missing. */
export function FeedBar(): ReactNode {
  const { state, unreadable } = useHealth()
  if (state === 'stalled' || state === 'down') return <Broken lost={state === 'down'} />
  if (unreadable === 0) return null
  return (
    <div className={classes['bar']} role="alert">
      <Shape shape="triangle" tone="caution" />
      <strong>This page and the server do not understand each other.</strong>
      <span>{unreadable} messages could not be read, and alarms may be among them. Reload the page now.</span>
      <button type="button" className={classes['tool']} onClick={() => window.location.reload()}>
        Reload
      </button>
    </div>
  )
}

function Broken({ lost }: { lost: boolean }): ReactNode {
  const { sinceMs } = useHealth()
  const now = useServerNow()
  return (
    <div className={classes['bar']}>
      <Shape shape="triangle" tone="caution" />
      <strong role="alert">{lost ? 'The feed is lost.' : 'The feed has stalled.'}</strong>
      <span>
        Nothing new since {msToClock(sinceMs)}, {durationToText(now - sinceMs)} ago. Positions and readiness below are
        old, and alarms may be missing: use the radio. {lost ? 'Trying again by itself.' : 'Waiting for the server.'}
      </span>
    </div>
  )
}
