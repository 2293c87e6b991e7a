// SPDX-License-Identifier: Apache-2.0
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, use, useId, useState } from 'react'
import { useAlarmActs } from '../features/emergency/alarm-acts'
import { alarmLanes } from '../features/emergency/alarm-order'
import { FeedContext } from '../live/feed'
import { useGoTo } from '../live/map-pilot'
import { Dialog } from '../parts/dialog'
import { useViewer } from '../session/session'
import { pages } from '../shell/pages'
import type { ViewState } from '../view-state'
import classes from './keys.module.css'
import { type PaletteLine, paletteLines } from './palette-lines'

/** A dispatcher's command line. */
export function PaletteDialog({ onClose }: { onClose: () => void }): ReactNode {
  return (
    <Dialog title="Commands" onClose={onClose}>
      <Lines onDone={onClose} />
    </Dialog>
  )
}

function Lines({ onDone }: { onDone: () => void }): ReactNode {
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState(0)
  const id = useId()
  const lines = useLines(typed)
  const carryOut = useCarryOut()
  const at = Math.min(chosen, lines.length - 1)
  const act = (line: PaletteLine | undefined) => {
    if (line === undefined) return
    carryOut(line)
    onDone()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setChosen((at + step + lines.length) % Math.max(1, lines.length))
    if (event.key === 'Enter') act(lines[at])
    if (step !== 0 || event.key === 'Enter') event.preventDefault()
  }
  return (
    <>
      <input
        className={classes['field']}
        role="combobox"
        aria-label="Command"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={lines.length === 0 ? undefined : `${id}-${at}`}
        data-autofocus
        autoComplete="off"
        placeholder="ack PT117, go PT117, a callsign, a page"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div role="listbox" id={id} aria-label="Commands" className={classes['options']}>
        {lines.map((line, index) => (
          <div
            key={keyOf(line)}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={classes['option']}
            onClick={() => act(line)}
            onKeyDown={onKeyDown}
          >
            <span>{textOf(line)}</span>
            <small>{hintOf(line)}</small>
          </div>
        ))}
      </div>
      <p role="status" className={lines.length === 0 ? classes['none'] : 'visually-hidden'}>
        {lines.length === 0 ? 'Nothing goes by that name here.' : `${lines.length} commands`}
      </p>
    </>
  )
}

function useLines(typed: string): PaletteLine[] {
  const { permissions } = useViewer()
  const picture = use(FeedContext)?.store.getSnapshot()
  const { signed, unverified } = alarmLanes(picture?.alarmsById.values() ?? [])
  return paletteLines(typed, {
    alarms: [...signed, ...unverified].filter((alarm) => alarm.acknowledgedAt === null),
    units: [...(picture?.unitsByNo.values() ?? [])],
    pages: pages.filter((page) => permissions.includes(page.may)),
  })
}

function useCarryOut(): (line: PaletteLine) => void {
  const navigate = useNavigate()
  const { acknowledge } = useAlarmActs()
  const goTo = useGoTo()
  const store = use(FeedContext)?.store
  return (line) => {
    if (line.kind === 'acknowledge') acknowledge(line.alarm)
    if (line.kind === 'page') void navigate({ to: line.to, search: (before: ViewState) => ({ theme: before.theme }) })
    if (line.kind !== 'go' && line.kind !== 'unit') return
    const fix = store?.getSnapshot().fixesByNo.get(line.unit.no)
    void navigate({ to: '/', search: (before: ViewState) => ({ ...before, unit: line.unit.id, alarm: undefined }) })
    if (line.kind === 'go' && fix !== undefined) goTo({ lat: fix.lat, lon: fix.lon, zoom: 14 })
  }
}

function keyOf(line: PaletteLine): string {
  if (line.kind === 'acknowledge') return line.alarm.id
  return line.kind === 'page' ? line.to : line.unit.id
}

function textOf(line: PaletteLine): string {
  if (line.kind === 'acknowledge') return `Acknowledge ${line.alarm.callsign}`
  if (line.kind === 'page') return line.text
  return line.kind === 'go' ? `Go to ${line.unit.callsign}` : line.unit.callsign
}

function hintOf(line: PaletteLine): string {
  if (line.kind === 'acknowledge') return line.alarm.trust === 'unverified' ? 'unverified' : 'emergency'
  return line.kind === 'page' ? 'page' : (line.unit.officer ?? line.unit.team ?? 'unit')
}
