// SPDX-License-Identifier: Apache-2.0
import { MyDuty, type Booking, type Chain } from '@muster/contract/duty'
import type { PersonId } from '@muster/contract/ids'
import type { Instant } from '@muster/contract/instant'
import { z } from 'zod'
import type { Tx } from '../../shell/db/database'
import type { House } from '../../shell/house'
import type { LiveClient } from '../../shell/live/client'
import type { Identity } from '../identity/index'
import * as kit from '../kit/index'
import type { Location } from '../location/index'
import { findTalkgroup } from '../talkgroups/index'
import * as training from '../training/index'
import type { Devices } from './devices'
import type { Radios } from './radios'
import type { RadioState } from './store'
import { chainOf, heartbeatMs, type Facts } from './rules'
import { openBookingsOf } from './store'

/** The radio that somebody holds, and until when they are trained on it. */
interface Holding {
  readonly radio: kit.HeldItem | null
  readonly trainedUntil: Instant | null
}

const nothing: Holding = { radio: null, trainedUntil: null }

/** What the database said of one officer on duty; the fleeting part of the chain is looked up each time. */
interface Dossier extends Holding {
  readonly booking: Booking
  readonly expectedGssi: string | null
  /** What was last pushed down to the picture and out to the officer's device. */
  shown: string
}

/** Everybody on duty, and the chain of each, kept current in memory. */
export class DutyBoard {
  readonly #dossiers = new Map<PersonId, Dossier>()
  /** Reads under way: of several of one officer the one that began last counts, whenever it ends [DU-10]. */
  readonly #reads = new Map<PersonId, number>()
  readonly #unread = new Set<PersonId>()
  #lastRead = 0
  readonly #house: Pick<House, 'clock' | 'database'>
  readonly #identity: Identity
  readonly #location: Location
  readonly #radios: Radios
  readonly #devices: Devices

  constructor(parts: {
    house: Pick<House, 'clock' | 'database'>
    identity: Identity
    location: Location
    radios: Radios
    devices: Devices
  }) {
    this.#house = parts.house
    this.#identity = parts.identity
    this.#location = parts.location
    this.#radios = parts.radios
    this.#devices = parts.devices
  }

  /** Read what the database knows of these officers, and show it; what cannot be read is left for `retry`. */
  async load(people: readonly PersonId[]): Promise<void> {
    const mine = ++this.#lastRead
    for (const personId of people) this.#reads.set(personId, mine)
    const known = await this.#house.database
      .asJobs(async (tx) => readDossiers(tx, await openBookingsOf(tx, people), people))
      .catch((error: unknown) => {
        for (const personId of people) if (this.#reads.get(personId) === mine) this.#unread.add(personId)
        throw error
      })
    const dossiers = new Map(known.map((dossier) => [dossier.booking.personId, dossier]))
    for (const personId of people) {
      if (this.#reads.get(personId) !== mine) continue
      const dossier = dossiers.get(personId)
      this.#settled(personId)
      if (dossier === undefined) this.leave(personId)
      else {
        this.#dossiers.set(personId, dossier)
        this.show(personId)
      }
    }
  }

  /** Once more those whom the database could not be asked about. */
  async retry(): Promise<void> {
    if (this.#unread.size > 0) await this.load([...this.#unread])
  }

  #settled(personId: PersonId): void {
    this.#reads.delete(personId)
    this.#unread.delete(personId)
  }

  bookingOf(personId: PersonId): Booking | null {
    return this.#dossiers.get(personId)?.booking ?? null
  }

  radioOf(personId: PersonId): kit.HeldItem | null {
    return this.#dossiers.get(personId)?.radio ?? null
  }

  people(): PersonId[] {
    return [...this.#dossiers.keys()]
  }

  leave(personId: PersonId): void {
    const dossier = this.#dossiers.get(personId)
    this.#dossiers.delete(personId)
    this.#settled(personId)
    if (dossier !== undefined)
      this.#location.setState(dossier.booking.unitId, {
        onDuty: false,
        status: null,
        statusAtMs: null,
        readiness: 'not-logged-on',
        missing: [],
      })
    this.#tellDevices(personId)
  }

  /** A change of status needs no look into the database, unless one is under way and may miss it. */
  async setBooking(booking: Booking): Promise<void> {
    const dossier = this.#dossiers.get(booking.personId)
    if (dossier === undefined || this.#reads.has(booking.personId)) return this.load([booking.personId])
    this.#dossiers.set(booking.personId, { ...dossier, booking })
    this.show(booking.personId)
  }

  chain(personId: PersonId): Chain {
    return this.myDuty(personId).chain
  }

  myDuty(personId: PersonId): MyDuty {
    return this.#dutyWith(personId, this.#dossiers.get(personId) ?? null)
  }

  /** How an officer's duty will read once this transaction has committed; null: booked off. */
  async dutyAfter(tx: Tx, personId: PersonId, booking: Booking | null): Promise<MyDuty> {
    if (booking === null) return this.#dutyWith(personId, null, await readHolding(tx, personId))
    const [dossier] = await readDossiers(tx, [booking], [personId])
    return this.#dutyWith(personId, dossier ?? null)
  }

  #dutyWith(personId: PersonId, dossier: Dossier | null, holding: Holding = dossier ?? nothing): MyDuty {
    const chain = chainOf(this.#facts(personId, dossier, holding), this.#house.clock.now())
    return {
      booking: dossier?.booking ?? null,
      chain,
      callsign: this.#identity.directory.unitOf(personId)?.callsign ?? null,
    }
  }

  /** Push the chain of one officer down to the picture and out to their device, if it reads differently now. */
  show(personId: PersonId): void {
    const dossier = this.#dossiers.get(personId)
    if (dossier === undefined) {
      this.#tellDevices(personId)
      return
    }
    const { booking } = dossier
    const { links, readiness } = this.chain(personId)
    const missing = links.filter(({ state }) => state !== 'proved').map(({ link }) => link)
    const shown = JSON.stringify([booking.id, booking.status, booking.statusAt, links])
    if (shown === dossier.shown) return
    dossier.shown = shown
    this.#location.setState(booking.unitId, {
      onDuty: true,
      status: booking.status,
      statusAtMs: booking.statusAt,
      readiness,
      missing,
    })
    this.#tellDevices(personId)
  }

  /** The officer's own duty, as their device shows it; off duty what they hold is looked up first. */
  tell(client: LiveClient): void {
    const { personId } = client.viewer
    const send = (duty: MyDuty) => client.send({ type: 'own', n: client.nextN(), duty: z.encode(MyDuty, duty) })
    if (this.#dossiers.has(personId)) send(this.myDuty(personId))
    else
      void this.#house.database
        .asJobs((tx) => this.dutyAfter(tx, personId, null))
        .then(
          (duty) => this.#dossiers.has(personId) || send(duty),
          () => send(this.myDuty(personId)),
        )
  }

  #tellDevices(personId: PersonId): void {
    for (const client of this.#devices.clientsOf(personId)) if (client.topics.has('own')) this.tell(client)
  }

  #facts(personId: PersonId, dossier: Dossier | null, { radio, trainedUntil }: Holding): Facts {
    const unit = this.#identity.directory.unitOf(personId)
    const device = this.#devices.stateOf(personId)
    const now = this.#house.clock.now()
    const network = radio?.issi === undefined || radio.issi === null ? null : this.#radios.stateOf(radio.issi)
    const heard = [network?.heardAt ?? null, device?.heardAt ?? null].filter((at) => at !== null)
    return {
      bookedOn: dossier !== null,
      radio:
        radio === null
          ? null
          : {
              tag: radio.tag,
              tested: kit.testedState(radio.lastTest, now),
              trained: training.trainedState(trainedUntil, now),
            },
      radioGone: dossier !== null && dossier.booking.radioId !== null && radio === null,
      deviceConnected: device !== null,
      radioAttached: saidLately(network, now)?.attached ?? null,
      expectedGssi: dossier?.expectedGssi ?? null,
      radioGssi: saidLately(network, now)?.gssi ?? null,
      deviceGssi: device?.gssi ?? null,
      heardAt: heard.length === 0 ? null : Math.max(...heard),
      fixAt: unit === null ? null : (this.#location.lastFix(unit.id)?.atMs ?? null),
    }
  }
}

/** What a radio network said long ago proves nothing any more: attached and talkgroup are then unknown. */
function saidLately(state: RadioState | null, now: Instant): RadioState | null {
  return state !== null && now - state.heardAt <= heartbeatMs ? state : null
}

/** Off duty: the radio they would book on with, if it is exactly one. */
async function readHolding(tx: Tx, personId: PersonId): Promise<Holding> {
  const radios = (await kit.heldBy(tx, [personId])).filter(({ kind }) => kind === 'radio')
  const radio = radios.length === 1 ? (radios[0] ?? null) : null
  if (radio === null) return nothing
  const expiries = await training.expiries(tx, [personId])
  return { radio, trainedUntil: expiries.find(({ modelId }) => modelId === radio.modelId)?.expiresAt ?? null }
}

async function readDossiers(tx: Tx, bookings: readonly Booking[], people: readonly PersonId[]): Promise<Dossier[]> {
  const held = await kit.heldBy(tx, people)
  const expiries = await training.expiries(tx, people)
  const gssis = new Map<string, string | null>()
  for (const { talkgroupId } of bookings)
    if (talkgroupId !== null && !gssis.has(talkgroupId))
      gssis.set(talkgroupId, (await findTalkgroup(tx, talkgroupId))?.gssi ?? null)
  const expiryByKey = new Map(expiries.map((each) => [`${each.personId}:${each.modelId}`, each.expiresAt]))
  const heldById = new Map(held.map((item) => [item.id, item]))
  return bookings.map((booking) => {
    const item = booking.radioId === null ? undefined : heldById.get(booking.radioId)
    const radio = item?.holderId === booking.personId ? item : null
    return {
      booking,
      radio,
      trainedUntil: radio === null ? null : (expiryByKey.get(`${booking.personId}:${radio.modelId}`) ?? null),
      expectedGssi: booking.talkgroupId === null ? null : (gssis.get(booking.talkgroupId) ?? null),
      shown: '',
    }
  })
}
