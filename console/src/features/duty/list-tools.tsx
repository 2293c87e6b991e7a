// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useRef } from 'react'
import { useCommand } from '../../keys/command-board'
import { Key } from '../../keys/key'
import { useView } from '../../view-state'
import { filterTexts } from './texts'
import classes from './unit-list.module.css'
import { unitFilters } from './unit-rows'
import { countByFilter, useRows } from './use-rows'

/** Search, filters, and what waits to be let in. */
export function ListTools({ waiting, onLetIn }: { waiting: number; onLetIn: () => void }): ReactNode {
  const [view, change] = useView()
  const { rowsByNo } = useRows()
  const counts = countByFilter(rowsByNo.values())
  const search = useRef<HTMLInputElement>(null)
  useCommand('search', () => search.current?.focus())
  const show = view.show ?? 'all'
  return (
    <div className={classes['tools']}>
      <div className={classes['search']}>
        <input
          ref={search}
          type="search"
          aria-label="Search units"
          placeholder="Callsign, team or officer"
          value={view.find ?? ''}
          onChange={(event) => change({ find: event.currentTarget.value.slice(0, 80) || undefined })}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur()
          }}
        />
        <Key>/</Key>
      </div>
      <div className={classes['filters']} role="group" aria-label="Show">
        {unitFilters.map((filter) => (
          <button
            key={filter}
            type="button"
            aria-pressed={show === filter}
            onClick={() => change({ show: filter === 'all' ? undefined : filter })}
          >
            {filterTexts[filter]} <b>{counts[filter]}</b>
          </button>
        ))}
      </div>
      {waiting > 0 && (
        <button type="button" className={classes['waiting']} onClick={onLetIn}>
          {waiting === 1 ? '1 new unit: show it' : `${waiting} new units: show them`}
        </button>
      )}
    </div>
  )
}
