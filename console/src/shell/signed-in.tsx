// SPDX-License-Identifier: Apache-2.0
import type { Viewer } from '@muster/contract/identity'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react'
import { AlarmActs } from '../features/emergency/alarm-acts'
import { AlarmStrip } from '../features/emergency/alarm-strip'
import { sayEnded } from '../features/sign-in/ended'
import { Keyboard } from '../keys/command-board'
import { KeyDialogs } from '../keys/key-dialogs'
import { singleKeysOf } from '../keys/single-keys'
import { type Feed, FeedContext, topicsOf, useOpenFeed } from '../live/feed'
import { MapPilotContext, useMapPilot } from '../live/map-pilot'
import { fetchDialogs } from '../parts/lazy-dialogs'
import { Loading } from '../parts/page-state'
import { forgetViewer, ViewerContext, viewerQuery } from '../session/session'
import { SoundDesk } from '../sound/sound'
import { DemoBanner } from './demo-banner'
import { FeedBar } from './feed-bar'
import { Footer } from './footer'
import { Header } from './header'
import classes from './shell.module.css'
import { SoundBar } from './sound-bar'

interface SignedInProps {
  readonly setup: { readonly agency: string; readonly demo: boolean }
  readonly viewer: Viewer
  readonly children: ReactNode
}

/** Everything around a page: header, bars, alarm strip, footer; and what listens and sounds for all pages. */
export function SignedIn({ setup, viewer, children }: SignedInProps): ReactNode {
  const topics = topicsOf(viewer.permissions).join(' ')
  const feed = useOpenFeed(topics)
  useEffect(() => singleKeysOf(viewer.personId), [viewer.personId])
  useEffect(() => void fetchDialogs(), [])
  if (topics !== '' && feed === null) return <Loading what="the live picture" />
  return (
    <ViewerContext value={viewer}>
      <FeedContext value={feed}>
        {feed !== null && <SessionWatch feed={feed} />}
        <SoundDesk>
          <Keyboard>
            <Shell setup={setup} hasFeed={feed !== null} takesAlarms={topics.includes('alarms')}>
              {children}
            </Shell>
          </Keyboard>
        </SoundDesk>
      </FeedContext>
    </ViewerContext>
  )
}

function Shell(props: {
  setup: SignedInProps['setup']
  hasFeed: boolean
  takesAlarms: boolean
  children: ReactNode
}): ReactNode {
  const top = useTopEnd()
  const pilot = useMapPilot()
  return (
    <MapPilotContext value={pilot}>
      <AlarmActs>
        <div className={classes['shell']}>
          <div ref={top} className={classes['top']}>
            {props.setup.demo && <DemoBanner />}
            <Header agency={props.setup.agency} />
            {props.takesAlarms && <SoundBar />}
            {props.hasFeed && <FeedBar />}
            {props.takesAlarms && <AlarmStrip />}
          </div>
          <main className={classes['main']} id="main">
            {props.children}
          </main>
          {props.hasFeed && <Footer />}
        </div>
        <KeyDialogs />
      </AlarmActs>
    </MapPilotContext>
  )
}

/** Tells dialogs where the alarm strip ends, so that they begin below it. */
function useTopEnd() {
  const top = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = top.current
    if (element === null) return undefined
    const write = () =>
      document.documentElement.style.setProperty('--top-end', `${element.getBoundingClientRect().bottom}px`)
    const watch = new ResizeObserver(write)
    watch.observe(element)
    write()
    return () => watch.disconnect()
  }, [])
  return top
}

/** A socket that was refused may mean that the session is over: ask. One that was ended says so. */
function SessionWatch({ feed }: { feed: Feed }): ReactNode {
  const { state, ended } = useSyncExternalStore(feed.onHealth, feed.health)
  const queries = useQueryClient()
  useEffect(() => {
    if (state === 'down') void queries.invalidateQueries(viewerQuery)
    if (state !== 'ended' || ended === null) return
    sayEnded(ended)
    forgetViewer(queries)
  }, [state, ended, queries])
  return null
}
