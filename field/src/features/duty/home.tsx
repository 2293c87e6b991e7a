// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react'
import { msToShortTime } from '../../device/times'
import { useMonotonicNow, useNow } from '../../device/use-now'
import { useValue } from '../../device/value-store'
import type { Field } from '../../field'
import { texts } from '../../texts'
import { RadioTest } from '../kit/radio-test'
import { useMyRadios } from '../kit/use-my-radios'
import { ChainCard } from './chain-card'
import { isBookedOn, isCurrent } from './duty-feed'
import { DutyCard } from './duty-card'
import { StatusGrid } from './status-grid'

/** The officer's own duty. What is not known now is shown as last known, with its time. */
export function Home({ field }: { readonly field: Field }) {
  const known = useValue(field.duty.known)
  const open = useValue(field.session.state).state === 'open'
  const socketLive = useValue(field.feed.state) === 'live'
  const radios = useMyRadios(field, open)
  const [testing, setTesting] = useState(false)
  const nowMs = useNow(1_000)
  const monotonicMs = useMonotonicNow(1_000)
  const current = open && navigator.onLine && isCurrent(known, socketLive, monotonicMs)
  if (testing)
    return (
      <RadioTest
        field={field}
        radios={radios}
        bookedId={known?.value.booking?.radioId ?? null}
        onClose={() => setTesting(false)}
      />
    )
  return (
    <>
      {!current && (
        <p className="card fault" role="note">
          {known === null ? texts.duty.neverKnown : texts.duty.lastKnown(msToShortTime(known.atMs, nowMs))}
        </p>
      )}
      <DutyCard field={field} known={known} current={current} radios={radios.rows} />
      {known !== null && (
        <ChainCard
          field={field}
          chain={known.value.chain}
          current={current}
          booking={isBookedOn(known) ? known.value.booking : null}
          onTest={() => setTesting(true)}
        />
      )}
      <StatusGrid field={field} known={known} current={current} />
    </>
  )
}
