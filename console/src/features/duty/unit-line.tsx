// SPDX-License-Identifier: Apache-2.0
import { Shape } from '@muster/ui/components/shape.tsx'
import { statusLook } from '@muster/ui/components/status-look'
import type { ReactNode } from 'react'
import { ageToText, msToUtc } from '../../parts/time'
import { missingToText, missingTexts, readinessTexts, sourceToText, statusToText } from './texts'
import classes from './unit-list.module.css'
import type { UnitRow } from './unit-rows'

interface LineProps {
  readonly id: string
  /** Null when the unit has left the picture while the list was held. */
  readonly row: UnitRow | null
  readonly index: number
  readonly topPx: number
  readonly chosen: boolean
  readonly nowMs: number
}

const readinessShapes = { ready: 'circle', 'logged-on': 'half', 'not-logged-on': 'hollow' } as const
const readinessTones = { ready: 'green', 'logged-on': 'white', 'not-logged-on': 'yellow' } as const

/** One unit in the list. */
export function UnitLine({ id, row, index, topPx, chosen, nowMs }: LineProps): ReactNode {
  const place = { transform: `translateY(${topPx}px)` }
  if (row === null) {
    return (
      <div id={id} role="row" aria-rowindex={index + 2} className={classes['row']} data-gone="true" style={place}>
        <span role="gridcell">Left the picture</span>
      </div>
    )
  }
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={chosen}
      data-row={index}
      className={classes['row']}
      data-emergency={row.emergency}
      data-stale={row.stale}
      style={place}
    >
      <span role="gridcell" className={classes['callsign']} title={row.unit.officer ?? undefined}>
        {row.unit.callsign}
        {row.unit.compartmented && (
          <abbr title="Compartmented: only those cleared see this unit" className={classes['mark']}>
            C
          </abbr>
        )}
      </span>
      <Status row={row} />
      <ReadinessCell row={row} />
      <FixCells row={row} nowMs={nowMs} />
    </div>
  )
}

function Status({ row }: { row: UnitRow }): ReactNode {
  const { unit, stale, emergency } = row
  const look = statusLook(unit.status, unit.readiness)
  return (
    <span role="gridcell" className={classes['shaped']} title={statusToText(unit.status)}>
      {emergency ? (
        <Shape shape="alarm" tone="alarm" />
      ) : (
        <Shape shape={look.shape} tone={stale ? 'stale' : look.tone} />
      )}
      <span className={classes['text']}>{emergency ? 'EMERGENCY' : statusToText(unit.status)}</span>
    </span>
  )
}

function ReadinessCell({ row }: { row: UnitRow }): ReactNode {
  const { unit, stale } = row
  // The server's word can be older than the silence that followed it: a stale unit is called ready no more.
  const missing = stale && !unit.missing.includes('position') ? [...unit.missing, 'position' as const] : unit.missing
  const level = stale ? 'not-logged-on' : unit.readiness
  const whole = [readinessTexts[level], ...missing.map((link) => missingTexts[link])].join(', ')
  return (
    <span role="gridcell" className={classes['shaped']} title={whole}>
      <Shape shape={readinessShapes[level]} tone={stale ? 'stale' : readinessTones[level]} />
      <span className={classes['text']}>
        {missing.length === 0 ? readinessTexts[level] : missingToText(missing)}
        {missing.length > 0 && <span className="visually-hidden">, {readinessTexts[level]}</span>}
      </span>
    </span>
  )
}

function FixCells({ row, nowMs }: { row: UnitRow; nowMs: number }): ReactNode {
  const { fix } = row
  if (fix === null) {
    return (
      <>
        <span role="gridcell">none</span>
        <span role="gridcell">—</span>
        <span role="gridcell">—</span>
      </>
    )
  }
  return (
    <>
      <span role="gridcell" title={msToUtc(fix.atMs)}>
        {ageToText(nowMs - fix.atMs)}
      </span>
      <span role="gridcell">{fix.accuracyM === null ? '±?' : `±${Math.round(fix.accuracyM)} m`}</span>
      <span role="gridcell">{sourceToText(fix.source)}</span>
    </>
  )
}
