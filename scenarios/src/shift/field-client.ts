// SPDX-License-Identifier: Apache-2.0
import { SetMyStatus } from '@muster/contract/duty'
import {
  ChallengeDevice,
  DemoEnrolmentCode,
  DemoSignIn,
  EnrolDevice,
  OpenDeviceSession,
} from '@muster/contract/identity'
import type { PressId } from '@muster/contract/ids'
import { instantToText } from '@muster/contract/instant'
import { type ClientMessage, type FixMessage, fixesPerMessage, livePath } from '@muster/contract/live'
import WebSocket, { type RawData } from 'ws'
import { type ApiClient, apiClient, isRefusal } from '../api-client'
import type { HttpWire } from '../http-wire'
import type { NoisyFix } from '../tracks'
import { deviceKey } from './device-key'
import { readServerMessage } from './live-reader'
import { outbox } from './outbox'
import { longer, type Presence } from './presence'
import type { Duty } from './roster'
import type { Reporter } from './tracker'

export interface FieldClientOptions {
  readonly seed: string
  readonly wire: HttpWire
  readonly presence: Presence
  readonly duty: Duty
  readonly now: () => number
}

/** An officer's phone with the field app: an enrolled device, a session by its key, and the live socket. */
export interface FieldClient extends Reporter {
  /** Proves the key, and enrols the device first if the server does not know it. */
  signIn(): Promise<ApiClient>
  /** Opens the live socket and keeps it open: after a break it comes back, slower each time. */
  connect(): void
  /** Comes back at once if it is waiting to: the server is there again. */
  hurry(): void
  sendStatus(code: number): Promise<void>
  /** Presses for help, and again until the server has it on record. */
  press(id: PressId): void
}

const pingMs = 5_000
const firstWaitMs = 500
const longestWaitMs = 10_000
const pressAgainMs = 2_000
/** An answer that is this late will not come: the fixes go again, and the server knows them by their time. */
const answerWaitMs = 15_000

export function fieldClient({ seed, wire, presence, duty, now }: FieldClientOptions): FieldClient {
  const key = deviceKey(seed, duty.callsign)
  const waiting = outbox()
  const sentByNo = new Map<number, readonly NoisyFix[]>()
  let api: ApiClient | null = null
  let socket: WebSocket | null = null
  let latest: NoisyFix | null = null
  let pressing: PressId | null = null
  let pressTimer: NodeJS.Timeout | undefined
  let sentAtMs = 0
  let messageNo = 0
  let waitMs = firstWaitMs
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  const send = (message: ClientMessage) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
  }
  const flush = () => {
    // One message at a time: the next goes when this one was answered, or on a new connection.
    if (socket?.readyState !== WebSocket.OPEN) return
    if (now() - sentAtMs > answerWaitMs) sentByNo.clear()
    if (sentByNo.size > 0) return
    const fixes = waiting.peek(fixesPerMessage)
    if (fixes.length === 0) return
    messageNo += 1
    sentByNo.set(messageNo, fixes)
    sentAtMs = now()
    send({ type: 'fixes', id: messageNo, fixes: fixes.map(fixMessage) })
  }
  const answered = (no: number | null) => {
    if (no === null) return
    for (const fix of sentByNo.get(no) ?? []) waiting.delivered(fix)
    sentByNo.delete(no)
    flush()
  }
  const opened = () => {
    waitMs = firstWaitMs
    sentByNo.clear()
    messageNo += 1
    send({ type: 'subscribe', topics: ['own'] })
    send({ type: 'talkgroup', id: messageNo, gssi: duty.tunedTo.gssi })
    flush()
    pressAgain()
  }
  const pressAgain = () => {
    clearTimeout(pressTimer)
    if (pressing === null || stopped) return
    const place =
      latest === null
        ? {}
        : { lat: latest.lat, lon: latest.lon, accuracyM: latest.accuracyM, fixAt: instantToText(latest.atMs) }
    send({
      type: 'press',
      press: { id: pressing, at: instantToText(now()), batteryPercent: latest?.batteryPercent, ...place },
    })
    pressTimer = setTimeout(pressAgain, pressAgainMs)
  }
  const received = (data: RawData) => {
    const message = readServerMessage(data)
    if (message?.type === 'taken' || message?.type === 'refused') answered(message.id)
    if (message?.type === 'press-state' && message.press.recorded) pressing = null
    if (message?.type === 'ended') api = null
  }
  const comeBack = () => {
    if (stopped) return
    timer = setTimeout(connect, waitMs)
    waitMs = longer(waitMs, longestWaitMs)
  }
  const connect = () => {
    timer = undefined
    void signedIn()
      .then((mine) => openSocket(mine))
      .catch((error: unknown) => {
        presence.failed(error)
        comeBack()
      })
  }
  const openSocket = (mine: ApiClient) => {
    if (stopped) return
    const url = `${wire.origin.replace(/^http/, 'ws')}${livePath}`
    const opening = new WebSocket(url, {
      headers: { cookie: mine.cookieHeader() },
      origin: wire.origin,
      perMessageDeflate: false,
    })
    socket = opening
    const pinging = setInterval(() => send({ type: 'ping', at: now() }), pingMs)
    opening.on('open', opened)
    opening.on('message', received)
    // A session that the server does not take any more is opened anew by the key.
    opening.on('unexpected-response', () => {
      api = null
      opening.terminate()
    })
    opening.on('error', () => opening.terminate())
    opening.on('close', () => {
      clearInterval(pinging)
      if (socket !== opening) return
      socket = null
      comeBack()
    })
  }
  const signedIn = async (): Promise<ApiClient> => {
    if (api !== null) return api
    await presence.whenHere()
    const mine = apiClient(wire)
    const open = async () => {
      const { nonce } = await mine.call(ChallengeDevice, { body: { deviceId: key.deviceId } })
      await mine.call(OpenDeviceSession, { body: { deviceId: key.deviceId, nonce, signature: await key.prove(nonce) } })
    }
    try {
      await open()
    } catch (error) {
      if (!isRefusal(error, 'wrong-proof')) throw error
      await enrol(wire, duty, key)
      await open()
    }
    api = mine
    return mine
  }
  return {
    signIn: signedIn,
    connect,
    hurry() {
      if (timer === undefined) return
      clearTimeout(timer)
      waitMs = firstWaitMs
      connect()
    },
    report(fix) {
      latest = fix
      waiting.add(fix)
      flush()
    },
    async sendStatus(code) {
      const mine = await signedIn()
      await mine.call(SetMyStatus, { body: { code } }).catch((error: unknown) => {
        if (isRefusal(error, 'not-signed-in')) api = null
        throw error
      })
    },
    press(id) {
      pressing = id
      pressAgain()
    },
    stop() {
      stopped = true
      clearTimeout(timer)
      clearTimeout(pressTimer)
      socket?.terminate()
    },
  }
}

/** As at the kit desk: the officer asks for a code, and the device takes it. */
async function enrol(wire: HttpWire, duty: Duty, key: ReturnType<typeof deviceKey>): Promise<void> {
  const officer = apiClient(wire)
  await officer.call(DemoSignIn, { body: { personId: duty.personId } })
  const { code } = await officer.call(DemoEnrolmentCode)
  const { deviceId, publicKey } = key
  await apiClient(wire).call(EnrolDevice, {
    body: { code, deviceId, name: `Duty phone of ${duty.callsign}`, publicKey },
  })
}

function fixMessage({
  atMs,
  lat,
  lon,
  accuracyM,
  speedMps,
  courseDeg,
  altitudeM,
  batteryPercent,
}: NoisyFix): FixMessage {
  return { at: atMs, lat, lon, accuracyM, speedMps, courseDeg, altitudeM, batteryPercent }
}
