// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react'

/** The device's wall clock, told anew every so often, for ages on the screen. */
export function useNow(everyMs: number): number {
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return nowMs
}
