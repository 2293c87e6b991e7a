// SPDX-License-Identifier: Apache-2.0
import { Navigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useCommand } from '../../keys/command-board'
import { useFeed } from '../../live/feed'
import { useGoTo } from '../../live/map-pilot'
import { Empty, NotAllowed } from '../../parts/page-state'
import { useMay, useViewer } from '../../session/session'
import { pages } from '../../shell/pages'
import { useView, type ViewState } from '../../view-state'
import { alarmLanes, nextToAcknowledge } from '../emergency/alarm-order'
import { AlarmPanel } from '../emergency/alarm-panel'
import { alarmPlace, type Whereabouts } from '../emergency/alarm-place'
import { MapPane } from '../location/map-pane'
import classes from './control-room.module.css'
import { UnitCard } from './unit-card'
import { UnitList } from './unit-list'

/** List, map, and what is known of the one thing chosen. */
export function ControlRoom(): ReactNode {
  const seesPicture = useMay('see-picture')
  if (!seesPicture) return <Elsewhere />
  return <Room />
}

/** Those who do not see the picture start on the first page that is theirs. */
function Elsewhere(): ReactNode {
  const { permissions } = useViewer()
  const first = pages.find((page) => permissions.includes(page.may))
  if (first !== undefined)
    return <Navigate to={first.to} search={(before: ViewState) => ({ theme: before.theme })} replace />
  if (!permissions.includes('book-on')) return <NotAllowed what="The control room" />
  return (
    <>
      <h1 className="visually-hidden">Muster</h1>
      <Empty title="Officers work in the field app">
        <a href="/field/">Open the field app</a>
      </Empty>
    </>
  )
}

function Room(): ReactNode {
  const [view, change] = useView()
  const takesAlarms = useMay('acknowledge-alarm')
  useGoKey()
  useCommand('dismiss', () => change({ unit: undefined, alarm: undefined }))
  return (
    <div className={classes['room']}>
      <h1 className="visually-hidden">Control room</h1>
      <div className={classes['list']}>
        <UnitList />
      </div>
      <MapPane />
      <aside className={classes['side']}>
        {view.alarm !== undefined && takesAlarms ? (
          <AlarmPanel key={view.alarm} alarmId={view.alarm} />
        ) : view.unit !== undefined ? (
          <UnitCard key={view.unit} unitId={view.unit} />
        ) : (
          <Empty title="Nothing is chosen">
            <p>Choose a unit in the list or on the map, or an alarm above.</p>
          </Empty>
        )}
      </aside>
    </div>
  )
}

/** G moves the map to what is chosen, or else to the alarm that has waited longest. Nothing else moves it. */
function useGoKey(): void {
  const [view] = useView()
  const { store } = useFeed()
  const goTo = useGoTo()
  useCommand('go', () => {
    const picture = store.getSnapshot()
    const chosen = view.alarm === undefined ? undefined : picture.alarmsById.get(view.alarm)
    const unit = [...picture.unitsByNo.values()].find((each) => each.id === view.unit)
    const waiting = nextToAcknowledge(alarmLanes(picture.alarmsById.values()), null)
    let place: Whereabouts | null = null
    if (chosen !== undefined) place = alarmPlace(chosen, picture)
    else if (unit !== undefined) place = picture.fixesByNo.get(unit.no) ?? null
    else if (waiting !== null) place = alarmPlace(waiting, picture)
    if (place !== null) goTo({ lat: place.lat, lon: place.lon, zoom: 14 })
  })
}
