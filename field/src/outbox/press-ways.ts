// SPDX-License-Identifier: Apache-2.0
import { appHeader } from '@muster/contract/app-name'
import { GetPress, Press, PressState } from '@muster/contract/emergency'
import type { PressId } from '@muster/contract/ids'
import type { ClientMessage } from '@muster/contract/live'
import { call } from '@muster/ui/api/client'
import { ApiRefused } from '@muster/ui/api/refusals'
import type { PressWire } from '../features/emergency/press-rules'
import { isUnrecorded, type Outbox } from './outbox-rules'
import type { PressWays } from './press-outbox'
import { SendLine } from './send-line'

/** As it travels: Instants are RFC 3339. */
type PressReply = (typeof PressState)['_input']

/** Requests that outlive the page cannot be given up, so no more than this many may ever hang. */
const parting = 2

export interface WaysOptions {
  /** Sends over the live socket now, or says that it did not. */
  readonly overSocket: (message: ClientMessage) => boolean
  readonly onAnswer: (state: PressState) => void
  readonly onForgotten: (id: PressId) => void
}

/**
 * By HTTP and by socket at once: the server knows a press by its id, so the second copy changes nothing.
 * HTTP needs no session and no enrolment.
 */
export function pressWays({ overSocket, onAnswer, onForgotten }: WaysOptions): PressWays {
  const line = new SendLine({ post, onAnswer, nowMs: () => performance.now() })
  const asking = new Set<PressId>()
  return {
    send(press) {
      line.send(press)
      overSocket({ type: 'press', press })
    },
    ask(id) {
      if (asking.has(id)) return
      asking.add(id)
      call(GetPress, { params: { pressId: id } })
        .then(onAnswer, (error: unknown) => {
          if (error instanceof ApiRefused && error.code === 'no-such-press') onForgotten(id)
        })
        .finally(() => asking.delete(id))
    },
  }
}

/**
 * Sends what is not recorded once more as the page goes away, in requests that outlive it: the first press and
 * the newest. Only then: a browser does not let go of such a request when it is aborted, and a server that
 * hangs would soon hold every connection.
 */
export function partingWays(onAnswer: (state: PressState) => void): (outbox: Outbox) => void {
  let underWay = 0
  return (outbox) => {
    const unrecorded = outbox.presses.filter(isUnrecorded)
    for (const each of new Set([unrecorded[0], unrecorded.at(-1)])) {
      if (each === undefined || underWay >= parting) continue
      underWay += 1
      post(each.press, null).then(
        (state) => {
          underWay -= 1
          onAnswer(state)
        },
        () => (underWay -= 1),
      )
    }
  }
}

/** Not the common client: a press goes before everything else, and its body is sent as it is. */
async function post(press: PressWire, givenUp: AbortSignal | null): Promise<PressState> {
  const response = await fetch(Press.path, {
    method: Press.method,
    keepalive: givenUp === null,
    priority: 'high',
    credentials: 'same-origin',
    cache: 'no-store',
    headers: { 'content-type': 'application/json', [appHeader]: 'field' },
    body: JSON.stringify(press),
    signal: givenUp,
  })
  return PressState.decode((await response.json()) as PressReply)
}
