// SPDX-License-Identifier: Apache-2.0
import { type ClientMessage, livePath, type ServerMessage } from '@muster/contract/live'
import { LiveConnection, type LiveState } from '@muster/ui/live/connection'
import { type ValueStore, valueStore } from './value-store'

/** Before a session that was ended is opened again: two that disagree must not chase each other. */
const endedPauseMs = 1_000

export interface FeedOptions {
  readonly onMessage: (message: ServerMessage) => void
  /** The server ended the session: it is opened again, and then this feed is. */
  readonly onEnded: () => void
}

/** The live socket of the open session; at most one. */
export class LiveFeed {
  readonly state: ValueStore<LiveState> = valueStore<LiveState>('connecting')
  readonly #options: FeedOptions
  #connection: LiveConnection | null = null
  #sessionId: string | null = null

  constructor(options: FeedOptions) {
    this.#options = options
  }

  /** Follows a session: one that is new gets a socket of its own, because its cookie is read when it opens. */
  follow(sessionId: string | null): void {
    if (sessionId === this.#sessionId) return
    this.#sessionId = sessionId
    this.#connection?.close()
    this.#connection = null
    this.state.set(sessionId === null ? 'down' : 'connecting')
    if (sessionId !== null) this.#connect()
  }

  /** Sends now or not at all. */
  send(message: ClientMessage): boolean {
    return this.#connection?.send(message) ?? false
  }

  #connect(): void {
    const connection = new LiveConnection({
      url: `${livePath}?app=field`,
      topics: ['own'],
      onMessage: (message) => this.#options.onMessage(message),
      onState: ({ state }) => {
        // A socket that was let go still says that it ended.
        if (this.#connection !== connection) return
        this.state.set(state)
        if (state === 'ended') this.#ended()
      },
    })
    this.#connection = connection
  }

  #ended(): void {
    this.#connection = null
    this.#sessionId = null
    setTimeout(() => this.#options.onEnded(), endedPauseMs)
  }
}
