// SPDX-License-Identifier: Apache-2.0
import type { ItemId, TalkgroupId } from '@muster/contract/ids'
import type { ClientMessage, ServerMessage } from '@muster/contract/live'
import { GetSetup } from '@muster/contract/system'
import { ListTalkgroups, type Talkgroup } from '@muster/contract/talkgroups'
import { call } from '@muster/ui/api/client'
import { followBattery } from './device/battery'
import { type FieldDatabase, openFieldDatabase } from './device/database'
import { readLastKnown, type Setup, writeLastKnown } from './device/last-known'
import { LiveFeed } from './device/live-feed'
import { type ValueStore, valueStore } from './device/value-store'
import { DutyFeed, isBookedOn, pollMs } from './features/duty/duty-feed'
import { SaidTalkgroup } from './features/duty/said-talkgroup'
import { alarmView } from './features/emergency/alarm-rules'
import { Emergency } from './features/emergency/emergency'
import { keepDeviceKey, readDeviceKey } from './features/identity/device-key'
import { DeviceSession } from './features/identity/device-session'
import { Tracker } from './features/location/tracker'
import { diskStore } from './outbox/disk-store'
import { partingWays, pressWays } from './outbox/press-ways'

/** How often the last place is written down for the next start. */
const keepEveryMs = 10_000

/** Everything that runs beside the screens, joined. One for the life of the page. */
export class Field {
  readonly setup: ValueStore<Setup | null> = valueStore<Setup | null>(null)
  readonly talkgroups: ValueStore<readonly Talkgroup[]> = valueStore<readonly Talkgroup[]>([])
  readonly emergency: Emergency
  readonly session: DeviceSession
  readonly feed: LiveFeed
  readonly duty: DutyFeed
  readonly tracker: Tracker
  readonly talkgroup: SaidTalkgroup
  readonly #database: Promise<FieldDatabase>
  #messageNo = 1
  #polling = false
  #askedSetup = false
  #keptAtMs = 0

  constructor() {
    this.#database = openFieldDatabase()
    // Whoever awaits it hears of the failure; presses then live in memory alone.
    this.#database.catch(() => undefined)
    this.feed = new LiveFeed({ onMessage: (message) => this.#hear(message), onEnded: () => void this.session.open() })
    const battery = followBattery()
    const socket = { send: (message: ClientMessage) => this.feed.send(message), nextNo: () => this.#messageNo++ }
    this.tracker = new Tracker({ ...socket, batteryPercent: battery })
    this.talkgroup = new SaidTalkgroup(socket)
    this.session = new DeviceSession({
      read: () => readDeviceKey(this.#database),
      keep: (key) => keepDeviceKey(this.#database, key),
    })
    this.duty = new DutyFeed((act) => this.session.within(act))
    this.emergency = new Emergency(diskStore(this.#database), this.#ways(), {
      fix: () => this.tracker.fix.get(),
      batteryPercent: battery,
      callsign: () => this.duty.known.get()?.value.callsign ?? null,
      deviceId: () => this.session.deviceId,
    })
  }

  /** Presses first: they wait for nothing else. */
  start(): void {
    void this.emergency.runner.replay()
    this.#followEachOther()
    this.#listenForReturn()
    setInterval(() => this.#poll(), pollMs)
    void this.#startRest()
  }

  /** Books on, and says which talkgroup was chosen with it. */
  async bookOn(radioId: ItemId | null, talkgroupId: TalkgroupId | null): Promise<void> {
    const booking = await this.duty.bookOn(radioId, talkgroupId)
    const talkgroup = this.talkgroups.get().find((each) => each.id === talkgroupId)
    if (booking !== null && talkgroup !== undefined) this.talkgroup.keep({ bookingId: booking.id, talkgroup })
  }

  #ways() {
    return pressWays({
      overSocket: (message) => this.feed.send(message),
      onAnswer: (state) => this.emergency.runner.answered(state),
      onForgotten: (id) => this.emergency.runner.hear({ type: 'forgotten', id }),
    })
  }

  async #startRest(): Promise<void> {
    const known = await readLastKnown(this.#database)
    this.setup.set(known.setup)
    this.talkgroups.set(known.talkgroups)
    if (known.said !== null) this.talkgroup.keep(known.said)
    if (known.fix !== null && this.tracker.fix.get() === null) this.tracker.fix.set(known.fix)
    // The duty comes last: from here on what is known is written down again.
    if (known.duty !== null) this.duty.restore(known.duty.value, known.duty.atMs)
    void this.#askSetup()
    await this.session.start()
  }

  async #askSetup(): Promise<void> {
    const setup = await call(GetSetup).catch(() => null)
    if (setup === null) return
    this.#askedSetup = true
    this.setup.set({ agency: setup.agency, demo: setup.demo })
  }

  #hear(message: ServerMessage): void {
    if (message.type === 'own') this.duty.hear(message.duty)
    if (message.type === 'press-state') this.emergency.runner.answered(message.press)
    if (message.type === 'taken') this.tracker.taken(message.id)
    if (message.type === 'refused' && message.id !== null) this.#refused(message.id)
  }

  #refused(id: number): void {
    this.talkgroup.refusedNo(id)
    // A batch that cannot be read would never be taken: it is let go, so that those behind it move.
    this.tracker.taken(id)
  }

  #followEachOther(): void {
    this.session.state.follow(() => this.#sessionChanged())
    this.feed.state.follow(() => this.#feedChanged())
    this.duty.known.follow(() => {
      this.#followBooking()
      this.#trackAsWanted()
      this.#keep(true)
    })
    this.emergency.outbox.follow(() => this.#trackAsWanted())
    this.talkgroup.said.follow(() => this.#keep(true))
    this.tracker.fix.follow(() => {
      const fix = this.tracker.fix.get()
      if (fix !== null) this.emergency.placed(fix)
      this.#keep(false)
    })
  }

  #sessionChanged(): void {
    const session = this.session.state.get()
    if (session.state === 'open') {
      this.feed.follow(session.viewer.sessionId)
      void this.#askOnOpen()
    }
    // A device that was cut off sees nothing more, and keeps nothing to be seen.
    if (session.state === 'locked-out' || session.state === 'not-enrolled') {
      this.feed.follow(null)
      this.talkgroup.booked(null)
      this.talkgroups.set([])
      this.duty.forget()
    }
  }

  async #askOnOpen(): Promise<void> {
    await this.duty.refresh().catch(() => undefined)
    const talkgroups = await this.session.within(() => call(ListTalkgroups)).catch(() => null)
    if (talkgroups !== null) this.talkgroups.set(talkgroups.rows)
    this.#keep(true)
  }

  #feedChanged(): void {
    const live = this.feed.state.get() === 'live'
    this.emergency.runner.hear({ type: 'live', live })
    if (live) {
      this.emergency.runner.hear({ type: 'nudged' })
      this.talkgroup.connected()
      this.tracker.flush()
      return
    }
    this.tracker.connectionLost()
    // A socket that is refused does not say why; this asks whether the session is over.
    this.#poll()
  }

  #followBooking(): void {
    const known = this.duty.known.get()
    if (known !== null) this.talkgroup.booked(isBookedOn(known) ? (known.value.booking?.id ?? null) : null)
  }

  #trackAsWanted(): void {
    const bookedOn = isBookedOn(this.duty.known.get())
    const alarm = alarmView(this.emergency.outbox.get().presses)
    this.tracker.want(bookedOn, alarm !== null && alarm.stage !== 'closed')
  }

  /** Without the socket the duty is asked for; the answer also says whether the session still stands. */
  #poll(): void {
    // One at a time, and none beside a press without an answer: connections that hang are few, and its own.
    const waits = this.emergency.outbox.get().presses.some((each) => each.answer === null)
    if (this.#polling || waits) return
    this.#polling = true
    void this.#pollOnce().finally(() => (this.#polling = false))
  }

  async #pollOnce(): Promise<void> {
    if (!this.#askedSetup) await this.#askSetup()
    const open = this.session.state.get().state === 'open'
    const live = this.feed.state.get() === 'live'
    if (open && (!live || this.duty.isQuiet())) await this.duty.refresh().catch(() => undefined)
  }

  #listenForReturn(): void {
    const part = partingWays((state) => this.emergency.runner.answered(state))
    const leave = () => part(this.emergency.outbox.get())
    const back = () => {
      if (document.visibilityState === 'hidden') return leave()
      this.emergency.runner.hear({ type: 'nudged' })
      this.session.nudge()
      this.#poll()
    }
    globalThis.addEventListener('pagehide', leave)
    globalThis.addEventListener('online', back)
    globalThis.addEventListener('pageshow', back)
    document.addEventListener('visibilitychange', back)
  }

  #keep(now: boolean): void {
    if (!now && performance.now() - this.#keptAtMs < keepEveryMs) return
    this.#keptAtMs = performance.now()
    const duty = this.duty.known.get()
    void writeLastKnown(this.#database, {
      duty: duty === null ? null : { value: duty.value, atMs: duty.atMs },
      setup: this.setup.get(),
      talkgroups: this.talkgroups.get(),
      said: this.talkgroup.said.get(),
      fix: this.tracker.fix.get(),
    })
  }
}
