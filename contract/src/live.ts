// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { ChainLink, DutySummary, MyDuty, Readiness } from './duty'
import { Alarm, PressState } from './emergency'
import { TeamId, UnitId } from './ids'
import { refusals } from './refusal'
import { StatusCode } from './status-codes'

/**
 * The live socket, `GET /api/v1/live` (WebSocket, JSON text frames, cookie session, same origin).
 *
 * Subscribe, then a snapshot, then changes. `n` counts the frames of this connection, so that a gap
 * shows. `resume` is what the last picture or beat carried: after a break only what changed since is
 * sent, or a full snapshot when the server cannot know (restart, other clearances).
 *
 * Hot frames carry times as integer ms and positions as tuples; everything else is as over HTTP.
 */
export const livePath = '/api/v1/live'
export const liveVersion = 1
export const pictureTickMs = 200
export const beatMs = 1_000
/** A client that says nothing for this long is dropped; pages ping every five seconds. */
export const liveSilenceMs = 20_000
export const fixesPerMessage = 50

export const topics = ['picture', 'alarms', 'own'] as const
export const Topic = z.enum(topics)
export type Topic = z.output<typeof Topic>

/** Milliseconds since 1970, UTC. */
const Ms = z.int()
/** The client's own number for a message that wants an answer. */
const MessageNo = z.int().nonnegative()

export const FixMessage = z.strictObject({
  at: Ms,
  lat: z.number(),
  lon: z.number(),
  accuracyM: z.number().nullish(),
  speedMps: z.number().nullish(),
  courseDeg: z.number().nullish(),
  altitudeM: z.number().nullish(),
  batteryPercent: z.number().nullish(),
})
export type FixMessage = z.output<typeof FixMessage>

export const ClientMessage = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('subscribe'),
    topics: z.array(Topic).min(1).max(3),
    resume: z.string().max(120).optional(),
  }),
  z.strictObject({ type: z.literal('ping'), at: Ms }),
  z.strictObject({ type: z.literal('fixes'), id: MessageNo, fixes: z.array(FixMessage).min(1).max(fixesPerMessage) }),
  z.strictObject({ type: z.literal('talkgroup'), id: MessageNo, gssi: z.string().max(8) }),
  /** A press over the socket: lenient like the HTTP one. */
  z.looseObject({ type: z.literal('press'), press: z.unknown() }),
])
export type ClientMessage = z.input<typeof ClientMessage>

/** A unit on duty, as the picture shows it. Names only what the viewer may know. */
export const LiveUnit = z.object({
  no: z.int(),
  id: UnitId,
  callsign: z.string(),
  team: z.string().nullable(),
  teamId: TeamId.nullable(),
  officer: z.string().nullable(),
  onDuty: z.boolean(),
  status: StatusCode.nullable(),
  statusAtMs: Ms.nullable(),
  readiness: Readiness,
  /** Links that are missing or unknown. */
  missing: z.array(ChainLink),
  compartmented: z.boolean(),
})
export type LiveUnit = z.output<typeof LiveUnit>

/** [no, lat, lon, fix time ms, accuracy m, speed m/s, course °, battery %, index into fixSources] */
export const FixTuple = z.tuple([
  z.int(),
  z.number(),
  z.number(),
  Ms,
  z.number().nullable(),
  z.number().nullable(),
  z.number().nullable(),
  z.number().nullable(),
  z.int(),
])
export type FixTuple = z.output<typeof FixTuple>

export const ServerMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), version: z.int(), boot: z.string(), atMs: Ms }),
  z.object({
    type: z.literal('picture'),
    n: z.int(),
    full: z.boolean(),
    resume: z.string(),
    atMs: Ms,
    units: z.array(LiveUnit),
    /** Numbers of units that are no longer in the viewer's picture. */
    gone: z.array(z.int()),
    fixes: z.array(FixTuple),
  }),
  /** Alarms leave at once and are never merged: each change of each alarm is a message of its own. */
  z.object({ type: z.literal('alarms'), n: z.int(), full: z.boolean(), alarms: z.array(Alarm) }),
  z.object({ type: z.literal('beat'), n: z.int(), atMs: Ms, resume: z.string(), duty: DutySummary.nullable() }),
  z.object({ type: z.literal('own'), n: z.int(), duty: MyDuty }),
  z.object({ type: z.literal('pong'), atMs: Ms, serverAtMs: Ms }),
  /** Answer to fixes: they are stored, or were set aside with a reason. */
  z.object({ type: z.literal('taken'), id: MessageNo, stored: z.int(), setAside: z.int(), dropped: z.int() }),
  z.object({ type: z.literal('press-state'), press: PressState }),
  z.object({
    type: z.literal('refused'),
    id: MessageNo.nullable(),
    code: z.enum(Object.keys(refusals) as [keyof typeof refusals, ...(keyof typeof refusals)[]]),
    detail: z.string(),
  }),
  /** The session is over (signed out, revoked, expired); the socket closes after it. */
  z.object({ type: z.literal('ended'), detail: z.string() }),
])
/** As decoded: Instants are ms. */
export type ServerMessage = z.output<typeof ServerMessage>
/** As it travels: Instants are RFC 3339. */
export type ServerWire = z.input<typeof ServerMessage>
