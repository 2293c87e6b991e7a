// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { endpoint } from './endpoint'
import { BookingId, ItemId, PersonId, TalkgroupId, UnitId } from './ids'
import { Instant } from './instant'
import { StatusCode } from './status-codes'

/**
 * The links of the chain, in the order in which an officer mends them.
 *
 * Logged on = bound + attached + talkgroup + heartbeat + position. Ready = logged on + issued +
 * trained + tested. A link that nobody has proved is 'unknown', and unknown is never counted as good.
 */
export const logOnLinks = ['bound', 'attached', 'talkgroup', 'heartbeat', 'position'] as const
export const readyLinks = ['issued', 'trained', 'tested'] as const
export const chainLinks = [...readyLinks, ...logOnLinks] as const
export const ChainLink = z.enum(chainLinks)
export type ChainLink = z.output<typeof ChainLink>

export const linkStates = ['proved', 'missing', 'unknown'] as const
export const LinkState = z.enum(linkStates)
export type LinkState = z.output<typeof LinkState>

/** One link: its state, what is known (in words), and the one act that mends it; null when proved. */
export const Link = z.object({ link: ChainLink, state: LinkState, known: z.string(), mend: z.string().nullable() })
export type Link = z.output<typeof Link>

export const readinessLevels = ['ready', 'logged-on', 'not-logged-on'] as const
export const Readiness = z.enum(readinessLevels)
export type Readiness = z.output<typeof Readiness>

export const Chain = z.object({ readiness: Readiness, links: z.array(Link), at: Instant })
export type Chain = z.output<typeof Chain>

export const Booking = z.object({
  id: BookingId,
  unitId: UnitId,
  personId: PersonId,
  radioId: ItemId.nullable(),
  talkgroupId: TalkgroupId.nullable(),
  onAt: Instant,
  offAt: Instant.nullable(),
  status: StatusCode,
  statusAt: Instant,
})
export type Booking = z.output<typeof Booking>

/** An officer's own duty: the booking, and every link of the chain with what mends it. */
export const MyDuty = z.object({ booking: Booking.nullable(), chain: Chain, callsign: z.string().nullable() })
export type MyDuty = z.output<typeof MyDuty>

const BookOnBody = z.strictObject({
  id: BookingId,
  /** The radio taken. Left out: the radio that the officer holds, if there is exactly one. */
  radioId: ItemId.nullable().optional(),
  talkgroupId: TalkgroupId.nullable().optional(),
})

export const BookOn = endpoint({
  name: 'bookOn',
  summary: 'Book on duty',
  method: 'POST',
  path: '/api/v1/my/duty/book-on',
  may: 'book-on',
  body: BookOnBody,
  reply: MyDuty,
  refuses: ['already-booked-on', 'no-such-unit', 'no-such-item', 'no-such-talkgroup'],
})

export const BookOff = endpoint({
  name: 'bookOff',
  summary: 'Book off duty',
  method: 'POST',
  path: '/api/v1/my/duty/book-off',
  may: 'book-on',
  reply: MyDuty,
  refuses: ['not-booked-on'],
})

export const GetMyDuty = endpoint({
  name: 'getMyDuty',
  summary: "The signed-in officer's duty and chain",
  method: 'GET',
  path: '/api/v1/my/duty',
  may: 'book-on',
  reply: MyDuty,
})

/** Code 0 is a press for help and is always accepted; it takes the press path. */
export const SetMyStatus = endpoint({
  name: 'setMyStatus',
  summary: 'Send a status code',
  method: 'POST',
  path: '/api/v1/my/duty/status',
  may: 'book-on',
  body: z.strictObject({ code: StatusCode }),
  reply: MyDuty.extend({ warning: z.string().nullable() }),
  refuses: ['not-booked-on'],
})

export const GetUnitCard = endpoint({
  name: 'getUnitCard',
  summary: 'One unit: who, what they carry, and the chain link by link',
  method: 'GET',
  path: '/api/v1/units/:unitId',
  may: 'see-picture',
  params: z.strictObject({ unitId: UnitId }),
  reply: z.object({
    unitId: UnitId,
    callsign: z.string(),
    team: z.string().nullable(),
    person: z.object({ id: PersonId, name: z.string(), collar: z.string() }).nullable(),
    radio: z.object({ issi: z.string().nullable(), model: z.string(), tag: z.string() }).nullable(),
    talkgroup: z.string().nullable(),
    booking: Booking.nullable(),
    chain: Chain,
    compartments: z.array(z.string()),
  }),
  refuses: ['no-such-unit'],
})

/** The supervisor's count: of those on duty, who is ready, logged on, or neither. */
export const DutySummary = z.object({ onDuty: z.int(), ready: z.int(), loggedOn: z.int(), notLoggedOn: z.int() })
export type DutySummary = z.output<typeof DutySummary>
