// SPDX-License-Identifier: Apache-2.0
import type { ItemId, TalkgroupId } from '@muster/contract/ids'
import { useState } from 'react'
import { msToShortTime } from '../../device/times'
import { useAct } from '../../device/use-act'
import { useNow } from '../../device/use-now'
import type { Field } from '../../field'
import { texts } from '../../texts'
import type { MyItem } from '../kit/use-my-radios'
import { TrackingNote } from '../location/tracking-note'
import { isBookedOn, type KnownDuty } from './duty-feed'
import styles from './duty.module.css'
import { RadioChoice } from './radio-choice'
import { TalkgroupChoice } from './talkgroup-choice'

const t = texts.duty

interface Props {
  readonly field: Field
  readonly known: KnownDuty | null
  readonly current: boolean
  /** Null while not known. */
  readonly radios: readonly MyItem[] | null
}

/** Book on and off with one button. Needs the server's word: a booking that nobody took is none. */
export function DutyCard({ field, known, current, radios }: Props) {
  const { working, fault, setFault, run } = useAct()
  const [radioId, setRadioId] = useState<ItemId | null>(null)
  const [talkgroupId, setTalkgroupId] = useState<TalkgroupId | null>(null)
  const on = isBookedOn(known)
  const several = (radios?.length ?? 0) > 1
  const book = () => {
    if (!current) return setFault(t.neededLive)
    if (!on && several && radioId === null) return setFault(t.chooseRadio)
    return void run(() => (on ? field.duty.bookOff() : field.bookOn(several ? radioId : null, talkgroupId)))
  }
  return (
    <section className="card" aria-labelledby="duty-title">
      <h2 id="duty-title">{t.title}</h2>
      <p className={styles.booked}>
        <span aria-hidden="true">{known === null || !current ? '?' : on ? '●' : '○'}</span>
        <span>
          <BookedText known={known} />
        </span>
      </p>
      {!on && radios !== null && <RadioChoice radios={radios} chosen={radioId} onChoose={setRadioId} />}
      <TalkgroupChoice
        field={field}
        booking={on ? (known?.value.booking ?? null) : null}
        chosen={talkgroupId}
        onChoose={setTalkgroupId}
      />
      {fault !== null && (
        <p role="alert" className="fault">
          {fault}
        </p>
      )}
      <button
        type="button"
        className={`big ${on ? '' : 'primary'}`}
        disabled={working || known === null}
        onClick={book}
      >
        {working ? t.working : on ? t.bookOff : t.bookOn}
      </button>
      <TrackingNote field={field} bookedOn={on} />
    </section>
  )
}

function BookedText({ known }: { readonly known: KnownDuty | null }) {
  const nowMs = useNow(60_000)
  if (known === null) return t.unknown
  const { booking } = known.value
  return booking === null || booking.offAt !== null ? t.off : t.on(msToShortTime(booking.onAt, nowMs))
}
