// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, use, useEffect, useState } from 'react'
import { FeedContext } from '../live/feed'
import { msToClock, msToUtcClock } from '../parts/time'
import classes from './shell.module.css'

/** The time at the server, here and in UTC; of this machine only where there is no feed to know it from. */
export function Clock(): ReactNode {
  const feed = use(FeedContext)
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(feed === null ? Date.now() : feed.store.serverNow()), 1_000)
    return () => clearInterval(timer)
  }, [feed])
  return (
    <time className={classes['clock']} dateTime={new Date(now).toISOString()}>
      <span>{msToClock(now)}</span>
      <small>{msToUtcClock(now)}</small>
    </time>
  )
}
