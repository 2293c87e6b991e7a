// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react'
import { msToClock, msToDay, msToDayAndClock, msToUtc } from './time'

const formats = { clock: msToClock, day: msToDay, full: msToDayAndClock }

/** A moment in the viewer's zone, with UTC on hovering. `none` is what stands there when there is no moment. */
export function Moment({
  ms,
  as = 'full',
  none = '—',
}: {
  ms: number | null
  as?: keyof typeof formats
  none?: string
}): ReactNode {
  if (ms === null) return none
  return (
    <time dateTime={new Date(ms).toISOString()} title={msToUtc(ms)}>
      {formats[as](ms)}
    </time>
  )
}
