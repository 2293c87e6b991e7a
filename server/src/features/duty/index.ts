// SPDX-License-Identifier: Apache-2.0
import { chainLinks, type Booking } from '@muster/contract/duty'
import type { ItemId, PersonId } from '@muster/contract/ids'
import { Refused } from '@muster/contract/refusal'
import type { Tx } from '../../shell/db/database'
import type { House } from '../../shell/house'
import * as audit from '../audit/index'
import type { Identity } from '../identity/index'
import * as kit from '../kit/index'
import type { Location, UnitState } from '../location/index'
import { DutyBoard } from './board'
import { openDevices } from './devices'
import { openRadios, type RadioEvent } from './radios'
import { addRoutes } from './routes'
import { warningFor } from './rules'
import { dropRadio, openBookingOf, openBookings, saveBooking } from './store'

export type { RadioEvent } from './radios'

const slices = 10

export interface Duty {
  /** What a radio gateway heard. */
  radioHeard(event: RadioEvent): void
  /** `by` names who set it when that is not the transaction's viewer: a radio. */
  setStatus(
    tx: Tx,
    personId: PersonId,
    code: number,
    by?: string,
  ): Promise<{ warning: string | null; booking: Booking }>
  readonly board: DutyBoard
  start(): Promise<void>
}

export function openDuty(house: House, identity: Identity, location: Location): Duty {
  const { bus, database, jobs, live, outbox } = house
  const radios = openRadios(house)
  const changed = new Set<PersonId>()
  const devices = openDevices(house, (personId) => changed.add(personId))
  const board = new DutyBoard({ house, identity, location, radios, devices })
  addRoutes(house.routes, board, identity)

  /** Whom the database could not be asked about is on the board's own list, and asked about again by the job. */
  const later = () => undefined
  const read = (people: readonly PersonId[]) => void board.load(people).catch(later)

  live.onSubscribe('own', (client) => {
    if (client.viewer.permissions.has('book-on')) board.tell(client)
  })

  bus.subscribe('duty.booking-changed', (news) => {
    const { booking } = news as { booking: Booking }
    if (booking.offAt !== null) {
      board.leave(booking.personId)
      location.setState(booking.unitId, offDuty)
      return
    }
    // At once, before anything is read: the first position comes on the heels of the reply.
    if (board.bookingOf(booking.personId) === null) location.setState(booking.unitId, justBookedOn(booking))
    read([booking.personId])
  })
  bus.subscribe('duty.status-changed', (news) => {
    board.setBooking((news as { booking: Booking }).booking).catch(later)
  })
  for (const topic of ['kit.changed', 'training.changed'])
    bus.subscribe(topic, (news) => {
      const { personId } = news as { personId: PersonId | null }
      if (personId !== null && board.bookingOf(personId) !== null) read([personId])
    })
  for (const topic of ['item.imported', 'competence.imported']) bus.subscribe(topic, () => read(board.people()))

  outbox.subscribe('kit.item-returned', 'duty', async (tx, body) => {
    // News may come late: by then the radio may have been issued again, to the same officer even [DU-7].
    const holderId = (await kit.findItem(tx, body['itemId'] as ItemId))?.holderId ?? null
    for (const personId of await dropRadio(tx, body['itemId'] as ItemId, holderId)) {
      const booking = await openBookingOf(tx, personId)
      if (booking === null) continue
      await audit.append(
        tx,
        'radio-unbound',
        `unit:${booking.unitId}`,
        { bookingId: booking.id, itemId: body['itemId'] },
        identity.directory.unit(booking.unitId)?.compartments ?? [],
        'system',
      )
      tx.announce('duty.booking-changed', { booking })
    }
  })

  /**
   * Time itself breaks links: a heartbeat ages, a test goes stale. Everybody is looked at once a second, a
   * tenth of them at a time; whose facts changed, at once.
   */
  let slice = 0
  jobs.every('duty-chains', 100, async () => {
    slice = (slice + 1) % slices
    const people = board.people().filter((_, index) => index % slices === slice)
    const due = new Set([...changed, ...people])
    changed.clear()
    for (const personId of due) board.show(personId)
    await board.retry()
  })

  return {
    board,
    radioHeard: (event) => radios.heard(event),
    async setStatus(tx, personId, code, by) {
      const booking = await openBookingOf(tx, personId)
      if (booking === null) throw new Refused('not-booked-on', 'Book on first.')
      const warning = warningFor(booking.status, code)
      const after = { ...booking, status: code, statusAt: tx.now }
      await saveBooking(tx, after)
      const compartments = identity.directory.unit(booking.unitId)?.compartments ?? []
      await audit.append(
        tx,
        'status-set',
        `unit:${booking.unitId}`,
        { from: booking.status, to: code, warning },
        compartments,
        by,
      )
      tx.announce('duty.status-changed', { booking: after })
      return { warning, booking: after }
    },
    async start() {
      await radios.start()
      await board.load((await database.asJobs(openBookings)).map(({ personId }) => personId))
    },
  }
}

const offDuty: UnitState = { onDuty: false, status: null, statusAtMs: null, readiness: 'not-logged-on', missing: [] }

/** On duty, and nothing proved yet. */
function justBookedOn({ status, statusAt }: Booking): UnitState {
  return { onDuty: true, status, statusAtMs: statusAt, readiness: 'not-logged-on', missing: chainLinks }
}
