// SPDX-License-Identifier: Apache-2.0
import type { Page, WebSocketRoute } from '@playwright/test'
import { type ClientMessage, type FixTuple, type LiveUnit, livePath, type ServerWire } from '@muster/contract/live'

type Wire = ServerWire extends infer Message ? (Message extends { n: number } ? Omit<Message, 'n'> : Message) : never
type AlarmWire = Extract<ServerWire, { type: 'alarms' }>['alarms'][number]

const beatEveryMs = 1_000

/** What the stand-in's picture begins with. */
export interface Scene {
  readonly units: readonly LiveUnit[]
  readonly fixes: readonly FixTuple[]
  readonly alarms?: readonly AlarmWire[]
}

/**
 * Stands in for the live socket of one page, so that a test decides what is on the map: ten thousand units, or
 * one alarm at a known place. Everything else of the page still talks to the real server.
 */
export class LiveStandIn {
  readonly #scene: Scene
  #socket: WebSocketRoute | null = null
  #frameNo = 0
  #beating: NodeJS.Timeout | undefined

  private constructor(scene: Scene) {
    this.#scene = scene
  }

  static async over(page: Page, scene: Scene): Promise<LiveStandIn> {
    const standIn = new LiveStandIn(scene)
    await page.routeWebSocket(`**${livePath}`, (socket) => standIn.#answer(socket))
    page.on('close', () => clearInterval(standIn.#beating))
    return standIn
  }

  move(fixes: readonly FixTuple[]): void {
    this.#send({ type: 'picture', full: false, resume: 'r', atMs: Date.now(), units: [], gone: [], fixes: [...fixes] })
  }

  /** Anything at all, the contract's or not. */
  sayRaw(text: string): void {
    this.#socket?.send(text)
  }

  raise(alarm: AlarmWire): void {
    this.#send({ type: 'alarms', full: false, alarms: [alarm] })
  }

  #answer(socket: WebSocketRoute): void {
    clearInterval(this.#beating)
    this.#socket = socket
    this.#frameNo = 0
    this.#send({ type: 'hello', version: 1, boot: 'stand-in', atMs: Date.now() })
    socket.onMessage((text) => this.#hear(JSON.parse(text.toString()) as ClientMessage))
  }

  #hear(message: ClientMessage): void {
    if (message.type === 'ping') this.#send({ type: 'pong', atMs: message.at, serverAtMs: Date.now() })
    if (message.type !== 'subscribe') return
    const { units, fixes, alarms = [] } = this.#scene
    const [resume, atMs] = ['r', Date.now()]
    this.#send({ type: 'picture', full: true, resume, atMs, units: [...units], gone: [], fixes: [...fixes] })
    this.#send({ type: 'alarms', full: true, alarms: [...alarms] })
    this.#beating = setInterval(() => this.#send({ type: 'beat', atMs: Date.now(), resume, duty: null }), beatEveryMs)
  }

  #send(message: Wire): void {
    const numbered = ['picture', 'alarms', 'beat', 'own'].includes(message.type)
    if (numbered) this.#frameNo += 1
    this.#socket?.send(JSON.stringify(numbered ? { ...message, n: this.#frameNo } : message))
  }
}

/** A unit that is ready, with a number from 1. */
export function unitOf(no: number): LiveUnit {
  return {
    no,
    id: `01890000-0000-7000-8000-${no.toString(16).padStart(12, '0')}` as LiveUnit['id'],
    callsign: `Stand ${no}`,
    team: null,
    teamId: null,
    officer: null,
    onDuty: true,
    status: 1,
    statusAtMs: null,
    readiness: 'ready',
    missing: [],
    compartmented: false,
  }
}

export function fixOf(no: number, lat: number, lon: number): FixTuple {
  return [no, lat, lon, Date.now(), 8, 0, null, 90, 0]
}

/** An alarm that nobody has acknowledged, at a place that does not move. */
export function alarmAt(no: number, lat: number, lon: number): AlarmWire {
  const at = new Date().toISOString()
  const unit = unitOf(no)
  return {
    id: `01890000-0000-7000-9000-${no.toString(16).padStart(12, '0')}` as AlarmWire['id'],
    unitId: unit.id,
    callsign: unit.callsign,
    team: null,
    trust: 'signed-in',
    source: 'field-app',
    silent: false,
    pressedAt: at,
    receivedAt: at,
    lastPressAt: at,
    presses: 1,
    place: { lat, lon, accuracyM: 8, at },
    acknowledgedAt: null,
    acknowledgedBy: null,
    closedAt: null,
    closedBy: null,
    closeReason: null,
    recorded: true,
    version: 1,
  }
}
