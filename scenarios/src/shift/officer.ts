// SPDX-License-Identifier: Apache-2.0
import { DemoSignIn } from '@muster/contract/identity'
import type { LiveUnit } from '@muster/contract/live'
import { type ApiClient, apiClient } from '../api-client'
import type { HttpWire } from '../http-wire'
import { hashText, hashToUnit } from '../random'
import { fixAt, type Track, trackOf, truthAt } from '../tracks'
import { bookOn, testRadio, tests } from './book-on'
import { type FieldClient, fieldClient } from './field-client'
import { osmandForms, osmandMessage } from './osmand'
import { ownTracksMessage } from './owntracks'
import type { Presence } from './presence'
import type { RadioGateway } from './radio-gateway'
import type { Duty } from './roster'
import { type Reporter, tracker } from './tracker'

export interface OfficerOptions {
  readonly seed: string
  readonly duty: Duty
  readonly wire: HttpWire
  /** What the field app of this officer calls from. */
  readonly phoneWire: () => HttpWire
  readonly presence: Presence
  readonly radios: RadioGateway
  readonly now: () => number
  readonly onRefused: (callsign: string, what: string) => void
  readonly onFault: (error: unknown) => void
}

/** One simulated officer: books on, drives, reports, changes status. */
export interface Officer {
  readonly duty: Duty
  /** The officer's own phone, for those who carry the field app. */
  readonly phone: FieldClient | null
  /** Brings the officer on duty as planned; what the picture already shows as done is not done again. */
  comeOn(seen: LiveUnit | undefined): Promise<void>
  /** Call often: reports a fix when one is due, and a status when the officer stops or drives off. */
  tick(): void
  /** The server was away and is back: reports soon instead of when the next fix is due. */
  hurry(): void
  stop(): void
}

/** Within this time of booking on each sends a first status of their own, evenly spread. */
const firstStatusesMs = 60_000
/** Within this time all report for the first time, evenly spread. */
const firstFixesMs = 1_500
export const shortestFixMs = 5_000
export const longestFixMs = 10_000

export function officer(options: OfficerOptions): Officer {
  const { seed, duty, wire, presence, radios, now, onFault } = options
  const track = trackOf({ seed, unit: duty.callsign, base: duty.base })
  const key = hashText(`${seed}/shift/${duty.callsign}`)
  const everyMs = Math.round(shortestFixMs + (longestFixMs - shortestFixMs) * hashToUnit(key, 1))
  const phone =
    duty.carrier === 'field-app' ? fieldClient({ seed, wire: options.phoneWire(), presence, duty, now }) : null
  const reporter: Reporter = phone ?? trackerOf(options)
  let onDuty = false
  let dueAtMs = 0
  let wasMoving: boolean | null = null
  let firstStatusAtMs = Infinity

  const soon = () => now() + firstFixesMs * hashToUnit(key, 2)
  const signIn = async (): Promise<ApiClient> => {
    if (phone !== null) return phone.signIn()
    const api = apiClient(wire)
    await api.call(DemoSignIn, { body: { personId: duty.personId } })
    return api
  }
  const sendStatus = (code: number) => {
    if (phone !== null) void phone.sendStatus(code).catch((error: unknown) => onFault(error))
    else if (isOnAir(duty)) radios.status(duty.radio?.issi ?? '', code)
  }
  return {
    duty,
    phone,
    async comeOn(seen) {
      const mustBook = seen?.onDuty !== true
      const mustTest = tests(duty) && (mustBook || seen.missing.includes('tested'))
      if (mustBook || mustTest) {
        const api = await signIn()
        if (mustBook) await bookOn(api, duty)
        if (mustBook) firstStatusAtMs = now() + firstStatusesMs * hashToUnit(key, 3)
        if (mustTest) await testRadio(api, duty)
      }
      if (onDuty) return
      onDuty = true
      dueAtMs = soon()
      if (isOnAir(duty)) radios.switchOn(duty.radio?.issi ?? '', duty.tunedTo.gssi)
      phone?.connect()
    },
    tick() {
      const nowMs = now()
      if (!onDuty || nowMs < dueAtMs) return
      dueAtMs = Math.max(dueAtMs, nowMs - everyMs) + everyMs
      if (duty.plight !== 'unseen') reporter.report(fixAt(track, nowMs))
      const { moving } = truthAt(track, nowMs)
      const changed = (wasMoving !== null && moving !== wasMoving) || nowMs >= firstStatusAtMs
      if (changed && presence.here) sendStatus(statusFor(track, moving, nowMs))
      if (changed) firstStatusAtMs = Infinity
      wasMoving = moving
    },
    hurry() {
      dueAtMs = Math.min(dueAtMs, soon())
      phone?.hurry()
    },
    stop: () => reporter.stop(),
  }
}

/** Whether the officer's radio is switched on. */
export function isOnAir({ radio, plight }: Duty): boolean {
  return radio !== null && plight !== 'off-air'
}

/** The status that goes with what a unit does. Driving: on patrol or en route. Standing: at the scene, on standby or committed. */
export function statusFor({ noiseKey }: Track, moving: boolean, nowMs: number): number {
  const luck = hashToUnit(noiseKey, Math.floor(nowMs / 1_000))
  if (moving) return luck < 0.6 ? 2 : 5
  return luck < 0.5 ? 6 : luck < 0.8 ? 3 : 7
}

function trackerOf({ seed, duty, wire, presence, now, onRefused }: OfficerOptions): Reporter {
  const { address, callsign } = duty
  if (address === null) throw new Error(`${callsign} carries a tracker without an address`)
  const form =
    osmandForms[Math.floor(hashToUnit(hashText(`${seed}/form/${callsign}`), 0) * osmandForms.length)] ?? 'query'
  return tracker({
    wire,
    presence,
    now,
    messageFor: (fix) =>
      duty.carrier === 'owntracks'
        ? ownTracksMessage({ user: address.value, password: address.secret }, fix)
        : osmandMessage(form, { id: address.value, fix }),
    onRefused: (status, body) => onRefused(callsign, `${duty.carrier} ${status} ${body.slice(0, 120)}`),
  })
}
