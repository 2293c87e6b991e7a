// SPDX-License-Identifier: Apache-2.0
import type { Alarm } from '@muster/contract/emergency'
import { Shape } from '@muster/ui/components/shape.tsx'
import type { ReactNode } from 'react'
import { Key } from '../../keys/key'
import { useFeed, useServerNow } from '../../live/feed'
import { useGoTo } from '../../live/map-pilot'
import { ageToText, durationToText } from '../../parts/time'
import { useMay } from '../../session/session'
import { useView } from '../../view-state'
import { useAlarmActs } from './alarm-acts'
import { alarmPlace } from './alarm-place'
import classes from './emergency.module.css'
import { alarmTitle, alarmWarnings, sourceTexts } from './texts'

/** One alarm in the strip: who, how long, where from, and the one act that is due. `isNext`: the key A means this one. */
export function AlarmCard({ alarm, isNext }: { alarm: Alarm; isNext: boolean }): ReactNode {
  const [view, change] = useView()
  const { failureOf } = useAlarmActs()
  const chosen = view.alarm === alarm.id
  const failure = failureOf(alarm.id)
  return (
    <li
      className={classes['card']}
      data-waiting={alarm.acknowledgedAt === null && alarm.closedAt === null}
      data-lane={alarm.trust === 'unverified' ? 'unverified' : 'signed'}
      data-chosen={chosen}
    >
      <span className={classes['sign']}>
        <Shape shape={alarm.trust === 'unverified' ? 'triangle' : 'alarm'} tone="alarm" />
      </span>
      <div className={classes['words']}>
        <button type="button" className={classes['title']} onClick={() => change({ alarm: alarm.id, unit: undefined })}>
          {alarm.callsign} {alarmTitle(alarm)}
        </button>
        <p className={classes['line']}>
          <Waiting alarm={alarm} /> · <PlaceAge alarm={alarm} /> · {sourceTexts[alarm.source]}
          {alarm.presses > 1 && ` · ${alarm.presses} presses`}
        </p>
        {alarmWarnings(alarm).map((warning) => (
          <p key={warning} className={classes['warning']}>
            {warning}
          </p>
        ))}
        {failure !== null && alarm.closedAt === null && (
          <p className={classes['warning']} role="alert">
            {failure}
          </p>
        )}
      </div>
      <CardActs alarm={alarm} isNext={isNext} />
    </li>
  )
}

function CardActs({ alarm, isNext }: { alarm: Alarm; isNext: boolean }): ReactNode {
  const { acknowledge, close, isPending } = useAlarmActs()
  const mayClose = useMay('close-alarm')
  const goTo = useGoTo()
  const { store } = useFeed()
  const go = () => {
    const place = alarmPlace(alarm, store.getSnapshot())
    if (place !== null) goTo({ lat: place.lat, lon: place.lon, zoom: 14 })
  }
  return (
    <div className={classes['acts']}>
      {alarm.closedAt !== null ? null : alarm.acknowledgedAt === null ? (
        <button
          type="button"
          className={classes['act']}
          disabled={isPending(alarm.id)}
          onClick={() => acknowledge(alarm)}
        >
          Acknowledge <span className="visually-hidden">{alarm.callsign}</span>
          {isNext && <Key>A</Key>}
        </button>
      ) : (
        mayClose && (
          <button type="button" className={classes['act']} onClick={() => close(alarm)}>
            Close <span className="visually-hidden">{alarm.callsign}</span>
          </button>
        )
      )}
      <button
        type="button"
        className={classes['act']}
        disabled={alarmPlace(alarm, store.getSnapshot()) === null}
        onClick={go}
      >
        Go <span className="visually-hidden">to {alarm.callsign}</span>
      </button>
    </div>
  )
}

function Waiting({ alarm }: { alarm: Alarm }): ReactNode {
  const now = useServerNow()
  // A card that is held under the pointer outlives its alarm, and must not look as if it stood.
  if (alarm.closedAt !== null) return <b>CLOSED by {alarm.closedBy ?? 'somebody'}</b>
  if (alarm.acknowledgedAt === null) return <b>unacknowledged {durationToText(now - alarm.receivedAt)}</b>
  return (
    <span>
      acknowledged by {alarm.acknowledgedBy ?? 'somebody'} {durationToText(now - alarm.acknowledgedAt)} ago
    </span>
  )
}

function PlaceAge({ alarm }: { alarm: Alarm }): ReactNode {
  const now = useServerNow()
  const { store } = useFeed()
  const place = alarmPlace(alarm, store.getSnapshot())
  if (place === null) return <b>NO POSITION</b>
  const accuracy = place.accuracyM === null ? 'accuracy not known' : `±${Math.round(place.accuracyM)} m`
  return (
    <span>
      {accuracy}, {ageToText(now - place.atMs)} old
    </span>
  )
}
