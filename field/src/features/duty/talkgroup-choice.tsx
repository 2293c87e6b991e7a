// SPDX-License-Identifier: Apache-2.0
import type { Booking } from '@muster/contract/duty'
import type { TalkgroupId } from '@muster/contract/ids'
import { useEffect, useState } from 'react'
import { useValue } from '../../device/value-store'
import type { Field } from '../../field'
import { texts } from '../../texts'

const t = texts.duty

interface Props {
  readonly field: Field
  /** Null while not booked on: the choice then goes with the booking. */
  readonly booking: Booking | null
  readonly chosen: TalkgroupId | null
  readonly onChoose: (id: TalkgroupId | null) => void
}

/** Where the officer says to be listening. On duty it is said at once, over the live socket. */
export function TalkgroupChoice({ field, booking, chosen, onChoose }: Props) {
  const talkgroups = useValue(field.talkgroups)
  const refusedNo = useValue(field.refusedNo)
  const [unsent, setUnsent] = useState(false)
  const [sentNo, setSentNo] = useState<number | null>(null)
  const refused = sentNo !== null && refusedNo === sentNo
  const booked = booking?.talkgroupId ?? null
  // What was booked elsewhere, or by the control room, is what the list starts from.
  useEffect(() => {
    if (booked !== null) onChoose(booked)
  }, [booked, onChoose])
  useEffect(() => {
    if (refused) onChoose(booked)
  }, [refused, booked, onChoose])
  const choose = (value: string) => {
    const talkgroup = talkgroups.find((each) => each.id === value)
    if (booking === null) return onChoose(talkgroup?.id ?? null)
    if (talkgroup === undefined) return
    const no = field.sayTalkgroup(talkgroup.gssi)
    setUnsent(no === null)
    setSentNo(no)
    if (no !== null) onChoose(talkgroup.id)
  }
  return (
    <div>
      <label htmlFor="talkgroup">{t.talkgroup}</label>
      <select id="talkgroup" value={chosen ?? ''} onChange={(event) => choose(event.target.value)}>
        <option value="">{t.noTalkgroup}</option>
        {talkgroups.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </select>
      {refused && <p role="alert" className="fault">{texts.refusals['no-such-talkgroup']}</p>}
      {unsent && <p role="alert" className="fault">{t.talkgroupNotSent}</p>}
    </div>
  )
}
