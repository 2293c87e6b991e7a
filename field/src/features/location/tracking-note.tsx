// SPDX-License-Identifier: Apache-2.0
import { msToAge } from '../../device/times'
import { useNow } from '../../device/use-now'
import { useValue } from '../../device/value-store'
import type { Field } from '../../field'
import { texts } from '../../texts'

const t = texts.tracking
/** Beyond this the age of the last position is said. */
const freshMs = 30_000
/** A few are always on their way; more of them is news. */
const queuedNews = 5

/** What the app does with the position just now, and what it cannot do. */
export function TrackingNote({ field, bookedOn }: { readonly field: Field; readonly bookedOn: boolean }) {
  const state = useValue(field.tracker.state)
  const fix = useValue(field.tracker.fix)
  const queued = useValue(field.tracker.queued)
  const nowMs = useNow(1_000)
  if (!bookedOn) return <p className="quiet">{state === 'off' ? t.off : t.alarm}</p>
  const ageMs = fix === null ? null : nowMs - fix.at
  return (
    <div className="quiet">
      <p>{state === 'denied' ? t.denied : t.on}</p>
      {(state === 'waiting' || state === 'failed') && <p>{t.waiting}</p>}
      {ageMs !== null && ageMs > freshMs && <p>{t.stale(msToAge(ageMs))}</p>}
      {queued >= queuedNews && <p>{t.queued(queued)}</p>}
    </div>
  )
}
