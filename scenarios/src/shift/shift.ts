// SPDX-License-Identifier: Apache-2.0
import { CreateGateway, DemoSignIn } from '@muster/contract/identity'
import type { PersonId } from '@muster/contract/ids'
import type { LiveUnit } from '@muster/contract/live'
import type { Agency } from '../agency/rows'
import { type ApiClient, apiClient } from '../api-client'
import { type HttpWire, httpWire, Unanswered } from '../http-wire'
import { randomFrom } from '../random'
import { comingOn, pause } from './coming-on'
import { occasionalAlarm } from './occasional-alarm'
import { type Officer, officer } from './officer'
import { phoneAddress } from './phone-address'
import { type PictureWatch, pictureOnDemand } from './picture-watch'
import { presence } from './presence'
import { radioGateway } from './radio-gateway'
import { rosterOf } from './roster'

export interface ShiftOptions {
  readonly url: string
  readonly agency: Agency
  readonly officers: number
  /** Whether somebody presses for help now and then. */
  readonly alarms: boolean
  readonly say: (line: string) => void
  /** Called when the server was away and is back, before anybody goes on: it may have lost everything. */
  readonly onBack?: () => Promise<void>
  readonly now?: () => number
}

export interface Shift {
  readonly officers: readonly Officer[]
  /** Resolves once `movingShare` of the officers are on duty and seen in the picture. */
  readonly moving: Promise<ShiftState>
  stop(): void
}

export interface ShiftState {
  readonly officers: number
  readonly onDuty: number
  /** On duty, and with a fix that is newer than the shift. */
  readonly seen: number
  readonly ready: number
  readonly loggedOn: number
}

export const movingShare = 0.95
const connections = 32
const tickMs = 50
const testAgainMs = 5 * 60_000

/** Starts a shift through the interfaces that real clients use; nothing of the server is touched otherwise. */
export function startShift(options: ShiftOptions): Shift {
  const { url, agency, alarms, say, onBack, now = Date.now } = options
  // Trackers tell whole seconds only: what they send at once may seem to be from just before.
  const sinceMs = now() - 1_000
  const wires = [httpWire(url, { connections })] as [HttpWire, ...HttpWire[]]
  const [wire] = wires
  const complain = complainer(say)
  const there = presence({ wire, say, onBack: () => void goOn() })
  const onFault = (error: unknown) => {
    if (!(error instanceof Unanswered)) complain(error instanceof Error ? error.message : String(error))
    there.failed(error)
  }
  const signIn = async (personId: PersonId): Promise<ApiClient> => {
    const api = apiClient(wire)
    await api.call(DemoSignIn, { body: { personId } })
    return api
  }
  const radios = radioGateway({
    wire,
    presence: there,
    now,
    token: async () => gatewayToken(await signIn(agency.cast.securityAdministrator)),
    onRefused: (status, body) => complain(`the radio gateway was refused: ${status} ${body.slice(0, 120)}`),
  })
  const phoneWire = (index: number) => {
    const own = httpWire(url, { connections: 2, ...phoneAddress(url, index) })
    wires.push(own)
    return own
  }
  const onRefused = (callsign: string, what: string) => complain(`a position was refused (${callsign}): ${what}`)
  const parts = { seed: agency.options.seed, wire, presence: there, radios, now, onRefused, onFault }
  const officers = rosterOf(agency, options.officers).map((duty, index) =>
    officer({ ...parts, duty, phoneWire: () => phoneWire(index) }),
  )
  const supervisor = () => signIn(agency.cast.supervisor)
  const picture = pictureOnDemand(supervisor)
  const coming = comingOn({ officers, presence: there, look: picture.look, onFault })
  const goOn = async () => {
    await onBack?.().catch(onFault)
    radios.announceAll()
    for (const each of officers) each.hurry()
    await coming.all()
    picture.close()
  }
  const timers = [
    setInterval(() => officers.forEach((each) => each.tick()), tickMs),
    setInterval(() => void radios.tick(), 1_000),
    setInterval(() => void coming.testAgain().then(picture.close), testAgainMs),
  ]
  const random = randomFrom(`${agency.options.seed}/alarms/${sinceMs}`)
  const stopAlarms = alarms ? occasionalAlarm({ officers, supervisor, random, say, onFault }) : () => {}
  let stopped = false
  const moving = untilMoving(officers, picture.look, sinceMs, () => stopped)
  // The picture is watched until all are on duty and seen: it costs the server and this process work.
  void Promise.all([coming.all(), moving]).then(picture.close, () => {})
  return {
    officers,
    moving,
    stop() {
      stopped = true
      timers.forEach(clearInterval)
      stopAlarms()
      for (const each of [coming, there, radios, ...officers]) each.stop()
      for (const each of [picture, ...wires]) each.close()
    },
  }
}

async function gatewayToken(administrator: ApiClient): Promise<string> {
  return (await administrator.call(CreateGateway, { body: { name: 'Simulated radio network' } })).token
}

/** Looks at the picture four times a second until enough of the shift is in it. */
async function untilMoving(
  officers: readonly Officer[],
  look: () => Promise<PictureWatch>,
  sinceMs: number,
  stopped: () => boolean,
): Promise<ShiftState> {
  for (;;) {
    const state = await look().then(
      (watch) => stateOf(officers, watch, sinceMs),
      () => null,
    )
    if (stopped()) throw new Error('the shift was stopped before it moved')
    if (state !== null && state.seen >= movingShare * officers.length) return state
    await pause(250)
  }
}

/** How the shift stands, as the picture shows it. */
function stateOf(officers: readonly Officer[], watch: PictureWatch, sinceMs: number): ShiftState {
  const units = officers.flatMap(({ duty }) => watch.units.get(duty.unitId) ?? []).filter(({ onDuty }) => onDuty)
  const count = (which: (unit: LiveUnit) => boolean) => units.filter(which).length
  return {
    officers: officers.length,
    onDuty: units.length,
    seen: count((unit) => (watch.lastFixAtMs(unit) ?? 0) >= sinceMs),
    ready: count(({ readiness }) => readiness === 'ready'),
    loggedOn: count(({ readiness }) => readiness === 'logged-on'),
  }
}

/** Says each kind of complaint once, and no more than so many kinds. */
function complainer(say: (line: string) => void): (line: string) => void {
  const said = new Set<string>()
  const limitKinds = 20
  return (line) => {
    const kind = line.replace(/\(.*?\)|[0-9a-f-]{36}/g, '')
    if (said.has(kind) || said.size >= limitKinds) return
    said.add(kind)
    say(line)
  }
}
