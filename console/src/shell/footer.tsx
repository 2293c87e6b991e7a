// SPDX-License-Identifier: Apache-2.0
import { Shape, type ShapeName } from '@muster/ui/components/shape.tsx'
import type { ReactNode } from 'react'
import { type Counts, countUnits } from '../features/duty/counts'
import { emergencyUnits, rowOf } from '../features/duty/unit-rows'
import { Key } from '../keys/key'
import { useSingleKeys } from '../keys/single-keys'
import { useHealth, usePicture, useServerNow } from '../live/feed'
import { msToClock } from '../parts/time'
import { useMay } from '../session/session'
import classes from './shell.module.css'

const kinds = [
  { key: 'ready', text: 'ready', shape: 'circle', tone: 'green' },
  { key: 'loggedOn', text: 'logged on, not ready', shape: 'half', tone: 'white' },
  { key: 'notLoggedOn', text: 'not logged on', shape: 'hollow', tone: 'yellow' },
  { key: 'stale', text: 'stale or no position', shape: 'cross', tone: 'stale' },
] as const satisfies readonly { key: keyof Counts; text: string; shape: ShapeName; tone: string }[]

export function Footer(): ReactNode {
  const seesPicture = useMay('see-picture')
  return (
    <footer className={classes['footer']}>
      {seesPicture && <CountsLine />}
      <span className={classes['space']} />
      <KeysLine />
    </footer>
  )
}

/** Counted from what this viewer sees. Without a live feed nothing is claimed about now. */
function CountsLine(): ReactNode {
  const picture = usePicture()
  const { state, sinceMs } = useHealth()
  const now = useServerNow()
  if (!picture.known) return <span role="status">Units: not known yet</span>
  const emergencies = emergencyUnits(picture)
  const rows = [...picture.unitsByNo.values()].map((unit) =>
    rowOf(unit, picture.fixesByNo.get(unit.no) ?? null, emergencies, now),
  )
  const counts = countUnits(rows)
  const live = state === 'live'
  return (
    <>
      <span className={classes['count']}>
        <b>{counts.onDuty}</b> on duty
      </span>
      {kinds.map(({ key, text, shape, tone }) => (
        <span key={key} className={classes['count']}>
          <Shape shape={shape} tone={live ? tone : 'stale'} />
          <b>{live ? counts[key] : '?'}</b> {text}
        </span>
      ))}
      {!live && <span>Not known now; last heard {msToClock(sinceMs)}</span>}
    </>
  )
}

function KeysLine(): ReactNode {
  const [on] = useSingleKeys()
  const takesAlarms = useMay('acknowledge-alarm')
  if (!on) return <span>Single keys are off</span>
  return (
    <span className={classes['keys']} aria-hidden="true">
      {takesAlarms && (
        <span>
          <Key>A</Key> acknowledge
        </span>
      )}
      <span>
        <Key>G</Key> go
      </span>
      <span>
        <Key>/</Key> search
      </span>
      <span>
        <Key>?</Key> keys
      </span>
    </span>
  )
}
