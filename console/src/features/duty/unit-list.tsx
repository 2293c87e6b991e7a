// SPDX-License-Identifier: Apache-2.0
import type { UnitId } from '@muster/contract/ids'
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
} from 'react'
import { useCommand } from '../../keys/command-board'
import { Empty, Loading } from '../../parts/page-state'
import { useSettled } from '../../parts/use-settled'
import { useWindow } from '../../parts/use-window'
import { useView } from '../../view-state'
import classes from './unit-list.module.css'
import { ListTools } from './list-tools'
import { UnitLine } from './unit-line'
import { useRows } from './use-rows'

const rowPx = 24
const headPx = 24
const columns = ['Callsign', 'Status', 'Readiness', 'Fix', 'Accuracy', 'Source']

/** All that the map shows, as a list, so that nobody needs to see a map to run the room. */
export function UnitList(): ReactNode {
  const { known, rowsByNo, order, nowMs } = useRows()
  const [view, change] = useView()
  const [over, setOver] = useState(false)
  const [focused, setFocused] = useState(false)
  const { shown, waiting, letIn } = useSettled(order, over || focused, `${view.show} ${view.find}`)
  const scroll = useRef<HTMLDivElement>(null)
  const id = useId()
  const { first, end, reveal } = useWindow(scroll, shown.length, rowPx, headPx)
  const unitAt = (index: number): UnitId | undefined => rowsByNo.get(shown[index] ?? -1)?.unit.id
  const chosen = shown.findIndex((no) => rowsByNo.get(no)?.unit.id === view.unit)
  const choose = (index: number) => {
    const unit = unitAt(index)
    if (unit === undefined) return
    change({ unit, alarm: undefined })
    reveal(index)
  }
  const step = (by: number) => choose(chosen < 0 ? 0 : Math.max(0, Math.min(shown.length - 1, chosen + by)))
  useCommand('next', () => step(1))
  useCommand('previous', () => step(-1))
  useShowChosen(chosen, reveal)

  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    step(by)
  }
  const onClick = (event: MouseEvent) => {
    const row = event.target instanceof Element ? event.target.closest('[data-row]') : null
    if (row !== null) choose(Number(row.getAttribute('data-row')))
  }
  return (
    <section
      className={classes['list']}
      aria-label="Units on duty"
      onPointerEnter={() => setOver(true)}
      onPointerLeave={() => setOver(false)}
    >
      <ListTools waiting={waiting} onLetIn={letIn} />
      <div
        ref={scroll}
        className={classes['scroll']}
        role="grid"
        aria-label="Units"
        aria-rowcount={shown.length + 1}
        aria-activedescendant={chosen < 0 ? undefined : `${id}-${shown[chosen]}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
      >
        <div role="row" aria-rowindex={1} className={classes['head']}>
          {columns.map((name) => (
            <span key={name} role="columnheader">
              {name}
            </span>
          ))}
        </div>
        <div role="rowgroup" className={classes['rows']} style={{ height: shown.length * rowPx }}>
          {shown.slice(first, end).map((no, offset) => (
            <UnitLine
              key={no}
              id={`${id}-${no}`}
              row={rowsByNo.get(no) ?? null}
              index={first + offset}
              topPx={(first + offset) * rowPx}
              chosen={first + offset === chosen}
              nowMs={nowMs}
            />
          ))}
        </div>
      </div>
      {shown.length === 0 && (
        <Nothing known={known} narrowed={(view.find ?? '') !== '' || (view.show ?? 'all') !== 'all'} />
      )}
    </section>
  )
}

function Nothing({ known, narrowed }: { known: boolean; narrowed: boolean }): ReactNode {
  const [, change] = useView()
  if (!known) return <Loading what="units" />
  if (!narrowed) return <Empty title="Nobody is on duty that you may see" />
  return (
    <Empty title="No unit fits">
      <button type="button" className={classes['tool']} onClick={() => change({ find: undefined, show: undefined })}>
        Show all units
      </button>
    </Empty>
  )
}

/** A unit chosen elsewhere (map, address, command) is brought into sight once, not again at every update. */
function useShowChosen(chosen: number, show: (index: number) => void): void {
  const [view] = useView()
  const reveal = useEffectEvent(() => {
    if (chosen >= 0) show(chosen)
  })
  const there = chosen >= 0
  useEffect(() => reveal(), [view.unit, there])
}
