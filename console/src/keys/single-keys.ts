// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react'

const storageKey = 'muster.single-keys'
const listeners = new Set<() => void>()

/**
 * Whether single keys act (WCAG 2.1.4). Kept in this browser for the person signed in, under their own key;
 * without storage it is on for as long as the page is open.
 */
export function useSingleKeys(): [on: boolean, set: (on: boolean) => void] {
  const on = useSyncExternalStore(subscribe, read)
  return [on, write]
}

/** Whose setting it is; called at sign-in. */
export function singleKeysOf(personId: string): void {
  owner = personId
  for (const listener of listeners) listener()
}

let owner = ''
let kept = new Map<string, boolean>()

function read(): boolean {
  const known = kept.get(owner)
  if (known !== undefined) return known
  try {
    return localStorage.getItem(`${storageKey}.${owner}`) !== 'off'
  } catch {
    return true
  }
}

function write(on: boolean): void {
  kept = new Map(kept).set(owner, on)
  try {
    localStorage.setItem(`${storageKey}.${owner}`, on ? 'on' : 'off')
  } catch {
    // A browser without storage keeps it until the page is closed.
  }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
