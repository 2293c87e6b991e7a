// SPDX-License-Identifier: Apache-2.0
import type { Alarm } from '@muster/contract/emergency'
import type { AlarmId } from '@muster/contract/ids'
import { livePath, type Topic } from '@muster/contract/live'
import type { Permission } from '@muster/contract/permissions'
import { LiveConnection, type LiveHealth } from '@muster/ui/live/connection'
import { type Picture, PictureStore } from '@muster/ui/live/picture-store'
import { ServerClock } from '@muster/ui/live/server-clock'
import { createContext, use, useEffect, useState, useSyncExternalStore } from 'react'

/** The live picture of this page and how fresh it is. */
export class Feed {
  readonly store: PictureStore
  readonly #connection: LiveConnection
  readonly #listeners = new Set<() => void>()
  #health: LiveHealth

  constructor(topics: readonly Topic[]) {
    const clock = new ServerClock()
    this.store = new PictureStore(clock)
    this.#connection = new LiveConnection({
      url: livePath,
      topics,
      clock,
      onMessage: (message) => this.store.take(message),
      onState: (health) => this.#heard(health),
    })
    this.#health = this.#connection.health
  }

  readonly health = (): LiveHealth => this.#health

  readonly onHealth = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  close(): void {
    this.#connection.close()
  }

  #heard(health: LiveHealth): void {
    this.#health = health
    for (const listener of this.#listeners) listener()
  }
}

/** What a viewer may follow live; nothing for those who neither see the picture nor take alarms. */
export function topicsOf(permissions: readonly Permission[]): Topic[] {
  const topics: Topic[] = []
  if (permissions.includes('see-picture')) topics.push('picture')
  if (permissions.includes('acknowledge-alarm')) topics.push('alarms')
  return topics
}

/** One feed for a session; null while there is none to be had. */
export function useOpenFeed(topics: string): Feed | null {
  const [feed, setFeed] = useState<Feed | null>(null)
  useEffect(() => {
    if (topics === '') return undefined
    const opened = new Feed(topics.split(' ') as Topic[])
    setFeed(opened)
    return () => {
      opened.close()
      setFeed(null)
    }
  }, [topics])
  return feed
}

export const FeedContext = createContext<Feed | null>(null)

/** The feed, where the page cannot be without it. */
export function useFeed(): Feed {
  const feed = use(FeedContext)
  if (feed === null) throw new Error('This part of the page needs the live feed')
  return feed
}

export function usePicture(): Picture {
  const { store } = useFeed()
  return useSyncExternalStore(store.subscribe, store.getSnapshot)
}

/** The alarms; draws anew only when one of them changed. */
export function useAlarms(): ReadonlyMap<AlarmId, Alarm> {
  const { store } = useFeed()
  useSyncExternalStore(store.subscribe, () => store.getSnapshot().alarmVersion)
  return store.getSnapshot().alarmsById
}

export function useHealth(): LiveHealth {
  const feed = useFeed()
  return useSyncExternalStore(feed.onHealth, feed.health)
}

/** The server's time, fresh every second. */
export function useServerNow(): number {
  const { store } = useFeed()
  const [now, setNow] = useState(() => store.serverNow())
  useEffect(() => {
    const timer = setInterval(() => setNow(store.serverNow()), 1_000)
    return () => clearInterval(timer)
  }, [store])
  return now
}
