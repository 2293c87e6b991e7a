// SPDX-License-Identifier: Apache-2.0
import { BookOff, type Booking, BookOn, GetMyDuty, type MyDuty, SetMyStatus } from '@muster/contract/duty'
import { type BookingId, type ItemId, newId, type TalkgroupId } from '@muster/contract/ids'
import type { StatusCode } from '@muster/contract/status-codes'
import { call } from '@muster/ui/api/client'
import { type ValueStore, valueStore } from '../../device/value-store'

/** Without the socket the duty is asked for this often, and counts as current this long. */
export const pollMs = 10_000
export const currentForMs = 15_000
/** With the socket it is asked for when nothing was heard for this long: a feed is trusted, not believed blindly. */
export const quietMs = 30_000
export const currentWhenLiveMs = 60_000

export interface KnownDuty {
  readonly value: MyDuty
  /** When the server said so, by the device's wall clock: for the screen. */
  readonly atMs: number
  /** The same, monotonic; null when it comes from an earlier life of the page. */
  readonly heardMs: number | null
}

type Within = <T>(act: () => Promise<T>) => Promise<T>

/** The officer's own duty: heard over the socket, asked for without it, changed by the officer. */
export class DutyFeed {
  readonly known: ValueStore<KnownDuty | null> = valueStore<KnownDuty | null>(null)
  readonly #within: Within
  /** Kept until the server has taken it, so that a repeated "book on" is the same booking. */
  #bookingId: BookingId = newId<BookingId>()

  constructor(within: Within) {
    this.#within = within
  }

  /** Answers and pushes overtake each other: what the server said later stands, whichever comes in last. */
  hear(value: MyDuty): void {
    const known = this.known.get()
    const newest =
      known !== null && known.heardMs !== null && known.value.chain.at > value.chain.at ? known.value : value
    this.known.set({ value: newest, atMs: Date.now(), heardMs: performance.now() })
  }

  restore(value: MyDuty, atMs: number): void {
    if (this.known.get() === null) this.known.set({ value, atMs, heardMs: null })
  }

  forget(): void {
    this.known.set(null)
  }

  /** Nothing was heard for so long that it is worth asking, live or not. */
  isQuiet(): boolean {
    const heardMs = this.known.get()?.heardMs ?? null
    return heardMs === null || performance.now() - heardMs >= quietMs
  }

  async refresh(): Promise<void> {
    this.hear(await this.#within(() => call(GetMyDuty)))
  }

  /** The booking as the server has it. */
  async bookOn(radioId: ItemId | null, talkgroupId: TalkgroupId | null): Promise<Booking | null> {
    const id = this.#bookingId
    const body = { id, ...(radioId !== null && { radioId }), ...(talkgroupId !== null && { talkgroupId }) }
    const duty = await this.#within(() => call(BookOn, { body }))
    this.hear(duty)
    this.#bookingId = newId<BookingId>()
    return duty.booking
  }

  async bookOff(): Promise<void> {
    this.hear(await this.#within(() => call(BookOff)))
  }

  /** The server's warning about an odd change; null when it had none. */
  async setStatus(code: StatusCode): Promise<string | null> {
    const { warning, ...duty } = await this.#within(() => call(SetMyStatus, { body: { code } }))
    this.hear(duty)
    return warning
  }
}

/** Whether what is known may be shown as the state now. `nowMs` is monotonic. */
export function isCurrent(known: KnownDuty | null, socketLive: boolean, nowMs: number): boolean {
  if (known === null || known.heardMs === null) return false
  return nowMs - known.heardMs < (socketLive ? currentWhenLiveMs : currentForMs)
}

export function isBookedOn(known: KnownDuty | null): boolean {
  return known !== null && known.value.booking !== null && known.value.booking.offAt === null
}
