// SPDX-License-Identifier: Apache-2.0
import { GetSetup } from '@muster/contract/system'
import { apiClient, CallFailed } from '../api-client'
import { type HttpWire, Unanswered } from '../http-wire'

/** Whether the server is there. While it is away nobody sends: one probe asks, and all go on when it answers. */
export interface Presence {
  readonly here: boolean
  /** Tell of any failed request: those that mean "nobody answers" begin the wait. */
  failed(error: unknown): void
  /** Resolves when the server is there, at once if it is. */
  whenHere(): Promise<void>
  stop(): void
}

export interface PresenceOptions {
  readonly wire: HttpWire
  readonly say: (line: string) => void
  /** Called each time that the server is back. */
  readonly onBack: () => void
}

const firstWaitMs = 250
const longestWaitMs = 3_000

/** The next wait of anybody who waits for the server: twice the last, up to a limit. */
export function longer(waitMs: number, limitMs: number): number {
  return Math.min(waitMs * 2, limitMs)
}

export function presence({ wire, say, onBack }: PresenceOptions): Presence {
  const api = apiClient(wire)
  let here = true
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let waiting: (() => void)[] = []

  const probe = async (waitMs: number) => {
    if (stopped) return
    const answered = await api.call(GetSetup).then(
      () => true,
      () => false,
    )
    if (stopped) return
    if (!answered) {
      timer = setTimeout(() => void probe(longer(waitMs, longestWaitMs)), waitMs)
      return
    }
    here = true
    say('the server is back: going on')
    onBack()
    release()
  }
  const release = () => {
    const released = waiting
    waiting = []
    for (const go of released) go()
  }
  return {
    get here() {
      return here
    },
    failed(error) {
      if (!here || stopped || !meansAway(error)) return
      here = false
      say('the server does not answer: waiting for it')
      void probe(firstWaitMs)
    },
    whenHere: () => (here || stopped ? Promise.resolve() : new Promise((go) => waiting.push(go))),
    stop() {
      stopped = true
      clearTimeout(timer)
      release()
    },
  }
}

/** No answer at all, or an answer from something that stands in front of a server that is away. */
function meansAway(error: unknown): boolean {
  return error instanceof Unanswered || (error instanceof CallFailed && error.status === 502)
}
