// SPDX-License-Identifier: Apache-2.0
import type { Alarm } from '@muster/contract/emergency'
import type { AlarmId } from '@muster/contract/ids'
import { type ReactNode, useState } from 'react'
import { useCommand } from '../../keys/command-board'
import { useAlarms, useFeed, useHealth } from '../../live/feed'
import { msToClock } from '../../parts/time'
import { useSettled } from '../../parts/use-settled'
import { useView } from '../../view-state'
import { useAlarmActs } from './alarm-acts'
import { AlarmCard } from './alarm-card'
import { alarmLanes, nextToAcknowledge } from './alarm-order'
import classes from './emergency.module.css'
import { alarmTitle } from './texts'

/** Unverified presses shown at first; a flood of them must not fill the screen. */
const unverifiedShown = 4

/** Every open alarm, on every page, above everything else. */
export function AlarmStrip(): ReactNode {
  const alarms = useAlarms()
  const [view] = useView()
  const { acknowledge } = useAlarmActs()
  const lanes = alarmLanes(alarms.values())
  const [held, setHeld] = useState(false)
  const signed = useSettled(idsOf(lanes.signed), held, '', () => true).shown
  const next = nextToAcknowledge(lanes, view.alarm ?? null)
  useCommand('acknowledge', () => {
    if (next !== null) acknowledge(next)
  })
  const waiting = [...lanes.signed, ...lanes.unverified].filter((alarm) => alarm.acknowledgedAt === null)
  return (
    <section
      className={classes['strip']}
      aria-label="Alarms"
      data-open={lanes.signed.length + lanes.unverified.length > 0}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
    >
      <p role="alert" className="visually-hidden">
        {waiting.map((alarm) => `${alarmTitle(alarm)}: ${alarm.callsign}.`).join(' ')}
      </p>
      <Quiet any={lanes.signed.length + lanes.unverified.length > 0} />
      <Cards ids={signed} alarms={alarms} next={next} />
      <Unverified alarms={lanes.unverified} next={next} />
    </section>
  )
}

/** What stands here while there is no alarm; "none" is said only when it is known. */
function Quiet({ any }: { any: boolean }): ReactNode {
  const { store } = useFeed()
  const { state, sinceMs } = useHealth()
  const known = store.getSnapshot().alarmsKnown
  if (any) return null
  if (!known) return <p className={classes['quiet']}>Alarms: not known yet</p>
  if (state !== 'live') return <p className={classes['unsure']}>Alarms: not known since {msToClock(sinceMs)}</p>
  return <p className={classes['quiet']}>No open alarms</p>
}

interface CardsProps {
  readonly ids: readonly AlarmId[]
  readonly alarms: ReadonlyMap<AlarmId, Alarm>
  readonly next: Alarm | null
}

function Cards({ ids, alarms, next }: CardsProps): ReactNode {
  if (ids.length === 0) return null
  return (
    <ul className={classes['cards']}>
      {ids.map((id) => {
        const alarm = alarms.get(id)
        return alarm === undefined ? null : <AlarmCard key={id} alarm={alarm} isNext={id === next?.id} />
      })}
    </ul>
  )
}

function Unverified({ alarms, next }: { alarms: readonly Alarm[]; next: Alarm | null }): ReactNode {
  const [all, setAll] = useState(false)
  if (alarms.length === 0) return null
  const shown = all ? alarms : alarms.slice(0, unverifiedShown)
  const left = alarms.length - shown.length
  return (
    <div className={classes['unverified']}>
      <h2>Unverified presses, one for each source</h2>
      <ul className={classes['cards']}>
        {shown.map((alarm) => (
          <AlarmCard key={alarm.id} alarm={alarm} isNext={alarm.id === next?.id} />
        ))}
      </ul>
      {(left > 0 || all) && (
        <button type="button" className={classes['more']} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show ${left} more`}
        </button>
      )}
    </div>
  )
}

function idsOf(alarms: readonly Alarm[]): AlarmId[] {
  return alarms.map((alarm) => alarm.id)
}
