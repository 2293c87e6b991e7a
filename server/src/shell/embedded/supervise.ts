// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises'
import type { ServerExit } from './watchdog'

/** The part of a running server that supervision needs. */
export interface Supervised {
  readonly exited: Promise<ServerExit>
  stop(): Promise<void>
}

type OnEvent = (event: string, fields: Record<string, unknown>) => void

const backoff = { firstMs: 500, longestMs: 10_000, forgetAfterMs: 60_000 } as const

/** The pause before the nth attempt (from 0) to bring PostgreSQL back, in ms: 0.5 s, doubling to 10 s. */
export function pauseMs(attempt: number): number {
  return Math.min(backoff.firstMs * 2 ** Math.min(attempt, 16), backoff.longestMs)
}

/**
 * Brings a server back whenever it ends unasked, for ever: a full disk is freed some day, and until then
 * the presses wait in the journal. Reports 'postgres-exited' and 'postgres-restarted'.
 *
 * @param relaunch starts it anew and resolves once it accepts connections.
 * @returns what stops the server for good, also in the middle of a restart; may be called more than once.
 */
export function supervise(
  first: Supervised,
  relaunch: () => Promise<Supervised>,
  onEvent: OnEvent,
): () => Promise<void> {
  const stopping = new AbortController()
  let current: Supervised | null = first
  const watched = watch()
  let stopped: Promise<void> | null = null

  async function watch(): Promise<void> {
    let attempt = 0
    while (current !== null) {
      const sinceMs = performance.now()
      const exit: ServerExit = await current.exited
      if (stopping.signal.aborted) return
      if (performance.now() - sinceMs > backoff.forgetAfterMs) attempt = 0
      current = null
      onEvent('postgres-exited', { code: exit.code, detail: lastLines(exit.lastWords), retryInMs: pauseMs(attempt) })
      attempt = await comeBack(attempt)
    }
  }

  async function comeBack(from: number): Promise<number> {
    const downSinceMs = performance.now()
    for (let attempt = from; ; attempt++) {
      await sleep(pauseMs(attempt), undefined, { signal: stopping.signal, ref: false }).catch(() => undefined)
      if (stopping.signal.aborted) return attempt
      try {
        const server = await relaunch()
        current = server
        if (stopping.signal.aborted) await server.stop()
        else
          onEvent('postgres-restarted', {
            attempts: attempt - from + 1,
            downMs: Math.round(performance.now() - downSinceMs),
          })
        return attempt + 1
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error)
        onEvent('postgres-exited', { code: null, detail, retryInMs: pauseMs(attempt + 1) })
      }
    }
  }

  async function stop(): Promise<void> {
    stopping.abort()
    await current?.stop()
    await watched
  }

  return () => (stopped ??= stop())
}

function lastLines(lastWords: string): string {
  return lastWords.trim().split('\n').slice(-5).join('\n')
}
