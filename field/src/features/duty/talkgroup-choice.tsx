// SPDX-License-Identifier: Apache-2.0
import type { Booking } from '@muster/contract/duty'
import type { TalkgroupId } from '@muster/contract/ids'
import { useState } from 'react'
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

/** Which talkgroup the officer has selected. On duty it is said at once, over the live socket. */
export function TalkgroupChoice({ field, booking, chosen, onChoose }: Props) {
  const talkgroups = useValue(field.talkgroups)
  const said = useValue(field.talkgroup.said)
  const refused = useValue(field.talkgroup.refused)
  const [unsent, setUnsent] = useState(false)
  const shown = booking === null ? chosen : (said?.talkgroup.id ?? null)
  const choose = (value: string) => {
    const talkgroup = talkgroups.find((each) => each.id === value)
    if (booking === null) return onChoose(talkgroup?.id ?? null)
    if (talkgroup !== undefined) setUnsent(!field.talkgroup.say(booking.id, talkgroup))
  }
  return (
    <div>
      <label htmlFor="talkgroup">{t.talkgroup}</label>
      <select id="talkgroup" value={shown ?? ''} onChange={(event) => choose(event.target.value)}>
        <option value="">{t.noTalkgroup}</option>
        {talkgroups.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name} ({each.gssi})
          </option>
        ))}
      </select>
      {refused && (
        <p role="alert" className="fault">
          {texts.refusals['no-such-talkgroup']}
        </p>
      )}
      {unsent && (
        <p role="alert" className="fault">
          {t.talkgroupNotSent}
        </p>
      )}
    </div>
  )
}
