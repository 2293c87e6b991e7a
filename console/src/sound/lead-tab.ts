// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react'

const lockName = 'muster-sound-lead'

/**
 * Whether this tab leads the sound. Of the tabs that can make sound, one holds the lock until it is closed
 * or loses its sound; then another takes over. Without locks every tab sounds: too much rather than nothing.
 */
export function useLeadsSound(canSound: boolean): boolean {
  const [leads, setLeads] = useState(false)
  useEffect(() => {
    if (!canSound) return undefined
    // Browsers offer locks only on a secure origin.
    const locks: LockManager | undefined = 'locks' in navigator ? navigator.locks : undefined
    if (locks === undefined) {
      setLeads(true)
      return () => setLeads(false)
    }
    const giveUp = new AbortController()
    let letGo = (): void => {}
    const hold = () => {
      setLeads(true)
      return new Promise<void>((resolve) => (letGo = resolve))
    }
    // Given up while waiting is the ordinary end of a request, not a failure.
    locks.request(lockName, { signal: giveUp.signal }, hold).catch(() => undefined)
    return () => {
      setLeads(false)
      letGo()
      giveUp.abort()
    }
  }, [canSound])
  return leads
}
