// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, useState } from 'react'

/** Monotonic ms, told anew every so often, for how long ago something was heard. */
export function useMonotonicNow(everyMs: number): number {
  return useTold(() => performance.now(), everyMs)
}

/** The device's wall clock, told anew every so often, for ages on the screen. */
export function useNow(everyMs: number): number {
  return useTold(() => Date.now(), everyMs)
}

function useTold(clock: () => number, everyMs: number): number {
  const [nowMs, setNowMs] = useState(clock)
  const tell = useEffectEvent(() => setNowMs(clock()))
  useEffect(() => {
    const timer = setInterval(() => tell(), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return nowMs
}
