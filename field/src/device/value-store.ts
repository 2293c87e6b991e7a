// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react'

/** One value that screens follow. It lives outside React, so that a failing screen cannot lose it. */
export interface ValueStore<T> {
  readonly get: () => T
  readonly set: (value: T) => void
  readonly follow: (heard: () => void) => () => void
}

export function valueStore<T>(first: T): ValueStore<T> {
  let value = first
  const followers = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const heard of followers) heard()
    },
    follow(heard) {
      followers.add(heard)
      return () => followers.delete(heard)
    },
  }
}

export function useValue<T>(store: ValueStore<T>): T {
  return useSyncExternalStore(store.follow, store.get)
}
