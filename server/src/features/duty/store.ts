// SPDX-License-Identifier: Apache-2.0
import type { Booking } from '@muster/contract/duty'
import type { BookingId, ItemId, PersonId, TalkgroupId, UnitId } from '@muster/contract/ids'
import type { Instant } from '@muster/contract/instant'
import { sql } from 'kysely'
import type { Tx } from '../../shell/db/database'

type BookingRow = Omit<Booking, 'onAt' | 'offAt' | 'statusAt'> & { onAt: Date; offAt: Date | null; statusAt: Date }

const columns = sql`id, unit_id as "unitId", person_id as "personId", radio_id as "radioId", talkgroup_id as "talkgroupId",
  on_at as "onAt", off_at as "offAt", status, status_at as "statusAt"`

function rowToBooking(row: BookingRow): Booking {
  return { ...row, onAt: row.onAt.getTime(), offAt: row.offAt?.getTime() ?? null, statusAt: row.statusAt.getTime() }
}

export async function openBookings(tx: Tx): Promise<Booking[]> {
  const { rows } = await sql<BookingRow>`select ${columns} from booking where off_at is null`.execute(tx.db)
  return rows.map(rowToBooking)
}

export async function openBookingsOf(tx: Tx, people: readonly PersonId[]): Promise<Booking[]> {
  const { rows } = await sql<BookingRow>`
    select ${columns} from booking where person_id = any(${[...people]}::uuid[]) and off_at is null`.execute(tx.db)
  return rows.map(rowToBooking)
}

export async function openBookingOf(tx: Tx, personId: PersonId): Promise<Booking | null> {
  const { rows } =
    await sql<BookingRow>`select ${columns} from booking where person_id = ${personId} and off_at is null for update`.execute(
      tx.db,
    )
  return rows[0] === undefined ? null : rowToBooking(rows[0])
}

interface NewBooking {
  readonly id: BookingId
  readonly unitId: UnitId
  readonly personId: PersonId
  readonly radioId: ItemId | null
  readonly talkgroupId: TalkgroupId | null
  readonly status: number
}

export async function insertBooking(tx: Tx, booking: NewBooking): Promise<Booking> {
  const { rows } =
    await sql<BookingRow>`insert into booking (id, unit_id, person_id, radio_id, talkgroup_id, on_at, status, status_at)
    values (${booking.id}, ${booking.unitId}, ${booking.personId}, ${booking.radioId}, ${booking.talkgroupId}, ${new Date(tx.now)}, ${booking.status}, ${new Date(tx.now)})
    returning ${columns}`.execute(tx.db)
  return rowToBooking(rows[0] as BookingRow)
}

export async function saveBooking(tx: Tx, booking: Booking): Promise<void> {
  await sql`update booking set radio_id = ${booking.radioId}, off_at = ${booking.offAt === null ? null : new Date(booking.offAt)},
    status = ${booking.status}, status_at = ${new Date(booking.statusAt)} where id = ${booking.id}`.execute(tx.db)
}

export interface RadioState {
  readonly issi: string
  readonly attached: boolean | null
  readonly gssi: string | null
  readonly heardAt: Instant
}

export async function loadRadioStates(tx: Tx): Promise<RadioState[]> {
  const { rows } = await sql<
    Omit<RadioState, 'heardAt'> & { heardAt: Date }
  >`select issi, attached, gssi, heard_at as "heardAt" from radio_state`.execute(tx.db)
  return rows.map((row) => ({ ...row, heardAt: row.heardAt.getTime() }))
}

export async function saveRadioStates(tx: Tx, states: readonly RadioState[]): Promise<void> {
  const given = states.map((state) => ({ ...state, heardAt: new Date(state.heardAt) }))
  await sql`insert into radio_state (issi, attached, gssi, heard_at)
    select issi, attached, gssi, "heardAt" from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as r(issi text, attached boolean, gssi text, "heardAt" timestamptz)
    on conflict (issi) do update set attached = excluded.attached, gssi = excluded.gssi, heard_at = excluded.heard_at`.execute(
    tx.db,
  )
}

/** Take a returned radio out of every open booking, but for whoever holds it now. Answers whose bookings changed. */
export async function dropRadio(tx: Tx, radioId: ItemId, holderId: PersonId | null): Promise<PersonId[]> {
  const { rows } = await sql<{ personId: PersonId }>`
    update booking set radio_id = null
    where radio_id = ${radioId} and off_at is null and person_id is distinct from ${holderId}
    returning person_id as "personId"`.execute(tx.db)
  return rows.map(({ personId }) => personId)
}

export async function findUnitCard(tx: Tx, unitId: UnitId) {
  const { rows } = await sql<{
    callsign: string
    team: string | null
    personId: PersonId | null
    name: string | null
    collar: string | null
    compartments: string[]
  }>`
    select u.callsign, t.name as team, p.id as "personId", p.name, p.collar,
      array(select c.name from compartment c where c.id = any(u.compartments) order by c.name) as compartments
    from unit u left join team t on t.id = u.team_id left join person p on p.id = u.person_id where u.id = ${unitId}`.execute(
    tx.db,
  )
  return rows[0] ?? null
}
