// SPDX-License-Identifier: Apache-2.0
import type { BookingId } from '@muster/contract/ids'
import type { ClientMessage } from '@muster/contract/live'
import type { Talkgroup } from '@muster/contract/talkgroups'
import { type ValueStore, valueStore } from '../../device/value-store'

/** What the officer last said to have selected, and in which booking. Another booking begins without. */
export interface Said {
  readonly bookingId: BookingId
  readonly talkgroup: Talkgroup
}

export interface SaidSources {
  /** Sends over the live socket now, or says that it did not. */
  readonly send: (message: ClientMessage) => boolean
  readonly nextNo: () => number
}

/** The server forgets with each socket what a device said, so it is said again on each new one. */
export class SaidTalkgroup {
  readonly said: ValueStore<Said | null> = valueStore<Said | null>(null)
  /** The last choice was refused by the server. */
  readonly refused: ValueStore<boolean> = valueStore(false)
  readonly #sources: SaidSources
  #no: number | null = null

  constructor(sources: SaidSources) {
    this.#sources = sources
  }

  /** Whether it was sent. One that was not sent is not kept either: the officer is told. */
  say(bookingId: BookingId, talkgroup: Talkgroup): boolean {
    const sent = this.#send(talkgroup)
    if (sent) this.said.set({ bookingId, talkgroup })
    return sent
  }

  /** Kept, and said as soon as there is a socket: the choice that went with a booking, or an earlier start's. */
  keep(said: Said): void {
    this.said.set(said)
    this.#send(said.talkgroup)
  }

  connected(): void {
    const said = this.said.get()
    if (said !== null) this.#send(said.talkgroup)
  }

  /** The booking that is open now, null for none: what was said in another one is over. */
  booked(bookingId: BookingId | null): void {
    if (this.said.get()?.bookingId !== bookingId) this.said.set(null)
  }

  refusedNo(no: number): void {
    if (no !== this.#no) return
    this.refused.set(true)
    this.said.set(null)
  }

  #send({ gssi }: Talkgroup): boolean {
    this.refused.set(false)
    this.#no = this.#sources.nextNo()
    return this.#sources.send({ type: 'talkgroup', id: this.#no, gssi })
  }
}
