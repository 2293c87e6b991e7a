// SPDX-License-Identifier: Apache-2.0
import { BookOff, BookOn, GetMyDuty, GetUnitCard, type Booking } from '@muster/contract/duty'
import type { ItemId, PersonId } from '@muster/contract/ids'
import { Refused } from '@muster/contract/refusal'
import { offDutyStatus } from '@muster/contract/status-codes'
import type { Tx } from '../../shell/db/database'
import { isUniqueViolation } from '../../shell/db/pg-errors'
import { personOf, type Routes } from '../../shell/http/route'
import * as audit from '../audit/index'
import type { Identity } from '../identity/index'
import * as kit from '../kit/index'
import { findTalkgroup } from '../talkgroups/index'
import type { DutyBoard } from './board'
import { findUnitCard, insertBooking, openBookingOf, saveBooking } from './store'

const onDutyStatus = 1

export function addRoutes({ route }: Routes, board: DutyBoard, { directory }: Identity): void {
  route(GetMyDuty, async ({ tx, viewer }) => {
    const { personId } = personOf(viewer)
    return board.bookingOf(personId) === null ? board.dutyAfter(tx, personId, null) : board.myDuty(personId)
  })

  route(BookOn, async ({ tx, viewer, body }) => {
    const { personId } = personOf(viewer)
    const unit = directory.unitOf(personId)
    if (unit === null) throw new Refused('no-such-unit', 'You have no callsign yet. Ask your security administrator.')
    const open = await openBookingOf(tx, personId)
    if (open !== null && open.id !== body.id) throw new Refused('already-booked-on', 'You are booked on already.')
    if (open !== null) return board.dutyAfter(tx, personId, open)
    const radioId = await chooseRadio(tx, personId, body.radioId)
    const talkgroupId = body.talkgroupId ?? null
    if (talkgroupId !== null && (await findTalkgroup(tx, talkgroupId)) === null)
      throw new Refused('no-such-talkgroup', 'There is no such talkgroup.')
    const booking = await insertBooking(tx, {
      id: body.id,
      unitId: unit.id,
      personId,
      radioId,
      talkgroupId,
      status: onDutyStatus,
    }).catch((error: unknown) => {
      if (isUniqueViolation(error))
        throw new Refused('already-booked-on', 'You were booked on already, or were with this id before.')
      throw error
    })
    await audit.append(
      tx,
      'booked-on',
      `unit:${unit.id}`,
      { bookingId: booking.id, personId, radioId, talkgroupId },
      unit.compartments,
    )
    tx.announce('duty.booking-changed', { booking })
    return board.dutyAfter(tx, personId, booking)
  })

  route(BookOff, async ({ tx, viewer, now }) => {
    const { personId } = personOf(viewer)
    const booking = await openBookingOf(tx, personId)
    if (booking === null) throw new Refused('not-booked-on', 'You are not booked on.')
    const off: Booking = { ...booking, offAt: now, status: offDutyStatus, statusAt: now }
    await saveBooking(tx, off)
    const unit = directory.unit(booking.unitId)
    await audit.append(
      tx,
      'booked-off',
      `unit:${booking.unitId}`,
      { bookingId: booking.id, personId },
      unit?.compartments ?? [],
    )
    tx.announce('duty.booking-changed', { booking: off })
    return board.dutyAfter(tx, personId, null)
  })

  /** Off duty, or nobody's unit: what is held is looked up, and nothing is proved by it alone. */
  async function offDutyChain(tx: Tx, personId: PersonId | null) {
    return personId === null ? board.chain('' as PersonId) : (await board.dutyAfter(tx, personId, null)).chain
  }

  route(GetUnitCard, async ({ tx, params: { unitId } }) => {
    const card = await findUnitCard(tx, unitId)
    if (card === null) throw new Refused('no-such-unit', 'There is no such unit.')
    const booking = card.personId === null ? null : board.bookingOf(card.personId)
    const radio = card.personId === null ? null : board.radioOf(card.personId)
    const talkgroup =
      booking === null || booking.talkgroupId === null ? null : await findTalkgroup(tx, booking.talkgroupId)
    return {
      unitId,
      callsign: card.callsign,
      team: card.team,
      person: card.personId === null ? null : { id: card.personId, name: card.name ?? '', collar: card.collar ?? '' },
      radio: radio === null ? null : { issi: radio.issi, model: radio.modelName, tag: radio.tag },
      talkgroup: talkgroup === null ? null : `${talkgroup.name} (${talkgroup.gssi})`,
      booking,
      chain: booking === null ? await offDutyChain(tx, card.personId) : board.chain(booking.personId),
      compartments: card.compartments,
    }
  })
}

/** The radio named, if the officer holds it; none named: the one they hold, if it is exactly one [DU-4]. */
async function chooseRadio(tx: Tx, personId: PersonId, wanted: ItemId | null | undefined): Promise<ItemId | null> {
  if (wanted === null) return null
  const radios = (await kit.heldBy(tx, [personId])).filter(({ kind }) => kind === 'radio')
  if (wanted === undefined) return radios.length === 1 ? (radios[0]?.id ?? null) : null
  if (!radios.some(({ id }) => id === wanted)) throw new Refused('no-such-item', 'You do not hold this radio.')
  return wanted
}
