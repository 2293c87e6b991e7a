// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises'

/** Nothing here waits for ever: past its time a step fails, and says which it was. */
export async function within<T>(limitMs: number, what: string, work: Promise<T>): Promise<T> {
  const over = new AbortController()
  const late = sleep(limitMs, undefined, { signal: over.signal }).then(
    () => {
      throw new Error(`${what}: not within ${limitMs / 1_000} s`)
    },
    () => new Promise<never>(() => undefined),
  )
  try {
    return await Promise.race([work, late])
  } finally {
    over.abort()
  }
}

/** By the one clock that every process of a run reads, with fractions of a millisecond. */
export function nowMs(): number {
  return performance.timeOrigin + performance.now()
}

export async function sleepUntil(atMs: number): Promise<void> {
  await sleep(Math.max(0, atMs - nowMs()))
}
