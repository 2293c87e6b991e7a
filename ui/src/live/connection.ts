// SPDX-License-Identifier: Apache-2.0
import type { ClientMessage, ServerMessage, Topic } from '@muster/contract/live'
import { retryAfterMs } from './backoff'
import { FrameCount } from './frame-count'
import { readMessage } from './read-message'
import { ServerClock } from './server-clock'

export const pingEveryMs = 5_000
/** Silence after which the feed counts as stalled; the server beats every second. */
export const stallAfterMs = 3_000
/** Silence after which the socket is given up and opened anew: the line is dead without saying so. */
export const giveUpAfterMs = 12_000
const checkEveryMs = 500

/**
 * connecting: never been live yet. live: frames come. stalled: the socket is open, but silent. down: no
 * socket, trying again. ended: the session is over or this page closed it; nothing is tried any more.
 */
export type LiveState = 'connecting' | 'live' | 'stalled' | 'down' | 'ended'

export interface LiveHealth {
  readonly state: LiveState
  /** When the state began, server time; for 'stalled' and 'down': when something was last heard. */
  readonly sinceMs: number
  /** Of the last ping; null before the first. */
  readonly latencyMs: number | null
  /** Frames of a known kind that did not fit the contract: this page is older or newer than the server. */
  readonly unreadable: number
  /** Why the session ended, in the server's words; null unless it did. */
  readonly ended: string | null
}

/** The part of WebSocket that is used, so that tests can stand in for it. */
export interface LiveSocket {
  readonly readyState: number
  send(text: string): void
  close(): void
  onopen: ((event: Event) => void) | null
  onmessage: ((event: MessageEvent) => void) | null
  onclose: ((event: CloseEvent) => void) | null
}

export interface LiveOptions {
  /** Absolute, or a path on this origin. */
  readonly url: string
  readonly topics: readonly Topic[]
  readonly onMessage: (message: ServerMessage) => void
  readonly onState: (health: LiveHealth) => void
  readonly clock?: ServerClock
  readonly open?: (url: string) => LiveSocket
  /** Where 'online' and 'focus' are heard: somebody is back, so a wait is cut short. */
  readonly wakes?: EventTarget
  readonly lot?: () => number
}

/**
 * Keeps one live socket open for as long as the page wants it: subscribes, resumes after a break, measures
 * latency and the server's clock, and says at any time how fresh the feed is.
 */
export class LiveConnection {
  readonly #options: LiveOptions
  readonly #clock: ServerClock
  readonly #frames = new FrameCount()
  readonly #check: ReturnType<typeof setInterval>
  #socket: LiveSocket | null = null
  #retry: ReturnType<typeof setTimeout> | null = null
  #attempt = 0
  #resume: string | null = null
  /** Whether this socket has brought a picture yet. */
  #pictured = false
  #heardAtMs = 0
  #pingedAtMs = 0
  #health: LiveHealth

  constructor(options: LiveOptions) {
    this.#options = options
    this.#clock = options.clock ?? new ServerClock()
    this.#health = { state: 'connecting', sinceMs: this.#clock.now(), latencyMs: null, unreadable: 0, ended: null }
    this.#check = setInterval(() => this.#watch(), checkEveryMs)
    this.#wakes()?.addEventListener('online', this.#wake)
    this.#wakes()?.addEventListener('focus', this.#wake)
    this.#connect()
  }

  get health(): LiveHealth {
    return this.#health
  }

  serverNow(): number {
    return this.#clock.now()
  }

  /** Sends now or not at all: nothing is queued here. False means that it was not sent. */
  send(message: ClientMessage): boolean {
    if (this.#socket === null || this.#socket.readyState !== 1) return false
    this.#socket.send(JSON.stringify(message))
    return true
  }

  close(): void {
    this.#end(null)
  }

  readonly #wake = (): void => {
    if (this.#retry !== null) this.#connect()
  }

  #wakes(): EventTarget | null {
    return this.#options.wakes ?? (typeof window === 'undefined' ? null : window)
  }

  #connect(): void {
    if (this.#retry !== null) clearTimeout(this.#retry)
    this.#retry = null
    this.#heardAtMs = this.#clock.localNow()
    this.#frames.restart()
    this.#pictured = false
    const open = this.#options.open ?? openSocket
    const socket = open(this.#options.url)
    this.#socket = socket
    socket.onopen = () => this.#subscribe()
    socket.onmessage = (event: MessageEvent) => this.#hear(String(event.data))
    socket.onclose = () => this.#broke()
  }

  #subscribe(): void {
    this.#heardAtMs = this.#clock.localNow()
    const resume = this.#resume === null ? {} : { resume: this.#resume }
    this.send({ type: 'subscribe', topics: [...this.#options.topics], ...resume })
    this.#ping()
  }

  #hear(text: string): void {
    const reading = readMessage(text)
    this.#heardAtMs = this.#clock.localNow()
    // A page in the background has its timers slowed to one a minute; frames still come, so ping from here.
    if (this.#heardAtMs - this.#pingedAtMs >= pingEveryMs) this.#ping()
    if (reading.kind === 'unreadable') return this.#report({ unreadable: this.#health.unreadable + 1 })
    if (reading.kind === 'unknown') return this.#frames.unnumbered()
    this.#act(reading.message)
  }

  #act(message: ServerMessage): void {
    if (message.type === 'ended') return this.#end(message.detail)
    if (message.type === 'pong') this.#report({ latencyMs: this.#clock.pong(message.atMs, message.serverAtMs) })
    if (message.type === 'hello' || message.type === 'beat') this.#clock.hear(message.atMs)
    if (!this.#frames.counts(message)) return this.#startOver()
    this.#remember(message)
    if (this.#health.state !== 'live') this.#report({ state: 'live' })
    this.#options.onMessage(message)
  }

  /** A beat that overtook the picture must not be resumed from: what the picture held would never come. */
  #remember(message: ServerMessage): void {
    if (message.type === 'picture') this.#pictured = true
    if (message.type !== 'picture' && message.type !== 'beat') return
    this.#attempt = 0
    if (this.#pictured && message.resume !== '') this.#resume = message.resume
  }

  /** Frames are missing, so what is on the screen may be wrong: ask for everything anew. */
  #startOver(): void {
    this.#resume = null
    this.#drop()
    this.#broke()
  }

  #ping(): void {
    this.#pingedAtMs = this.#clock.localNow()
    this.send({ type: 'ping', at: Math.round(this.#pingedAtMs) })
  }

  #watch(): void {
    if (this.#socket === null) return
    const now = this.#clock.localNow()
    if (now - this.#pingedAtMs >= pingEveryMs) this.#ping()
    const silentMs = now - this.#heardAtMs
    if (silentMs >= giveUpAfterMs) {
      this.#drop()
      this.#broke()
    } else if (silentMs >= stallAfterMs && this.#health.state === 'live') {
      this.#report({ state: 'stalled' })
    }
  }

  #broke(): void {
    this.#socket = null
    if (this.#health.state === 'ended') return
    const lot = this.#options.lot ?? Math.random
    this.#retry = setTimeout(() => this.#connect(), retryAfterMs(this.#attempt, lot()))
    this.#attempt += 1
    if (this.#health.state !== 'down') this.#report({ state: 'down', latencyMs: null })
  }

  #drop(): void {
    if (this.#socket === null) return
    this.#socket.onclose = null
    this.#socket.onmessage = null
    this.#socket.close()
  }

  #end(detail: string | null): void {
    if (this.#health.state === 'ended') return
    clearInterval(this.#check)
    if (this.#retry !== null) clearTimeout(this.#retry)
    this.#retry = null
    this.#wakes()?.removeEventListener('online', this.#wake)
    this.#wakes()?.removeEventListener('focus', this.#wake)
    this.#drop()
    this.#socket = null
    this.#report({ state: 'ended', latencyMs: null, ended: detail })
  }

  #beganMs(state: LiveState | undefined): number {
    // A stall that becomes a break is one silence, which began when it began.
    if (state === 'down' && this.#health.state === 'stalled') return this.#health.sinceMs
    const silentMs = state === 'stalled' || state === 'down' ? this.#clock.localNow() - this.#heardAtMs : 0
    return this.#clock.now() - Math.round(silentMs)
  }

  #report(change: Partial<LiveHealth>): void {
    const begins = change.state !== undefined && change.state !== this.#health.state
    this.#health = { ...this.#health, ...change, sinceMs: begins ? this.#beganMs(change.state) : this.#health.sinceMs }
    this.#options.onState(this.#health)
  }
}

function openSocket(path: string): LiveSocket {
  const url = new URL(path, window.location.href)
  url.protocol = url.protocol.replace('http', 'ws')
  return new WebSocket(url)
}
