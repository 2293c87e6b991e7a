// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { endpoint } from './endpoint'
import { AlarmId, PressId, UnitId } from './ids'
import { Instant } from './instant'
import { Latitude, Longitude } from './place'

/** Where a press came from. */
export const pressSources = ['field-app', 'status-0', 'osmand', 'owntracks', 'radio', 'controller', 'unknown'] as const
export const PressSource = z.enum(pressSources)
export type PressSource = z.output<typeof PressSource>

/**
 * How much is known of who pressed. 'signed-in': a live session or a known tracker. 'lost-device': a
 * revoked device, so possibly an ambush. 'unverified': anybody; grouped per source, below the others.
 */
export const pressTrusts = ['signed-in', 'lost-device', 'unverified'] as const
export const PressTrust = z.enum(pressTrusts)
export type PressTrust = z.output<typeof PressTrust>

/** Why an alarm was closed. Acknowledged is not closed. */
export const closeReasons = ['resolved', 'pressed-by-mistake', 'duress-resolved', 'unfounded'] as const
export const CloseReason = z.enum(closeReasons)
export type CloseReason = z.output<typeof CloseReason>

export const AlarmPlace = z.object({
  lat: Latitude,
  lon: Longitude,
  accuracyM: z.number().nullable(),
  at: Instant,
})
export type AlarmPlace = z.output<typeof AlarmPlace>

/** One alarm per officer, however often pressed. Its id is the id of its first press. */
export const Alarm = z.object({
  id: AlarmId,
  unitId: UnitId.nullable(),
  /** The callsign, or for an unverified press what it claimed, or where it came from. */
  callsign: z.string(),
  team: z.string().nullable(),
  trust: PressTrust,
  source: PressSource,
  silent: z.boolean(),
  pressedAt: Instant,
  receivedAt: Instant,
  lastPressAt: Instant,
  presses: z.int(),
  place: AlarmPlace.nullable(),
  acknowledgedAt: Instant.nullable(),
  acknowledgedBy: z.string().nullable(),
  closedAt: Instant.nullable(),
  closedBy: z.string().nullable(),
  closeReason: CloseReason.nullable(),
  /** False while the press is only in the journal and PostgreSQL has not taken it yet. */
  recorded: z.boolean(),
  version: z.int(),
})
export type Alarm = z.output<typeof Alarm>

/**
 * A press for help. The only request that is not strict: every field is optional, a bad one is
 * dropped and noted, and no press is ever refused. The real shape is read by the server's own reader.
 */
export const PressBody = z.looseObject({
  id: PressId.optional(),
  at: Instant.optional(),
  lat: Latitude.optional(),
  lon: Longitude.optional(),
  accuracyM: z.number().nonnegative().optional(),
  fixAt: Instant.optional(),
  batteryPercent: z.number().min(0).max(100).optional(),
  silent: z.boolean().optional(),
  callsign: z.string().max(60).optional(),
  deviceId: z.string().max(60).optional(),
})
export type PressBody = z.input<typeof PressBody>

/** What the pressing device may know: that it was received and when; no names, no places. */
export const PressState = z.object({
  pressId: PressId,
  alarmId: AlarmId,
  receivedAt: Instant,
  /** Safe on the server's own disk. */
  journalled: z.boolean(),
  /** In the database. The device keeps the press until this is true. */
  recorded: z.boolean(),
  acknowledgedAt: Instant.nullable(),
  closedAt: Instant.nullable(),
})
export type PressState = z.output<typeof PressState>

export const Press = endpoint({
  name: 'press',
  summary: 'Press for help. Never refused',
  method: 'POST',
  path: '/api/v1/presses',
  may: 'anyone',
  body: z.unknown(),
  reply: PressState,
})

export const GetPress = endpoint({
  name: 'getPress',
  summary: 'What became of a press. The id is the key: only its device knows it',
  method: 'GET',
  path: '/api/v1/presses/:pressId',
  may: 'anyone',
  params: z.strictObject({ pressId: PressId }),
  reply: PressState,
  refuses: ['no-such-press'],
})

const byAlarm = z.strictObject({ alarmId: AlarmId })

export const ListAlarms = endpoint({
  name: 'listAlarms',
  summary: 'Open alarms, and those closed in the last 24 hours',
  method: 'GET',
  path: '/api/v1/alarms',
  may: 'acknowledge-alarm',
  reply: z.object({ rows: z.array(Alarm) }),
})

export const AlarmEvent = z.object({
  at: Instant,
  what: z.enum(['pressed', 'pressed-again', 'widened', 'acknowledged', 'closed']),
  by: z.string().nullable(),
  detail: z.string().nullable(),
})

export const GetAlarm = endpoint({
  name: 'getAlarm',
  summary: 'One alarm with its transcript',
  method: 'GET',
  path: '/api/v1/alarms/:alarmId',
  may: 'acknowledge-alarm',
  params: byAlarm,
  reply: z.object({ alarm: Alarm, transcript: z.array(AlarmEvent) }),
  refuses: ['no-such-alarm'],
})

export const AcknowledgeAlarm = endpoint({
  name: 'acknowledgeAlarm',
  summary: 'A controller takes the alarm',
  method: 'POST',
  path: '/api/v1/alarms/:alarmId/acknowledge',
  may: 'acknowledge-alarm',
  params: byAlarm,
  reply: Alarm,
  refuses: ['no-such-alarm', 'already-acknowledged', 'already-closed'],
})

export const CloseAlarm = endpoint({
  name: 'closeAlarm',
  summary: 'Close an alarm with a reason',
  method: 'POST',
  path: '/api/v1/alarms/:alarmId/close',
  may: 'close-alarm',
  params: byAlarm,
  body: z.strictObject({ reason: CloseReason, note: z.string().trim().max(1000).optional() }),
  reply: Alarm,
  refuses: ['no-such-alarm', 'already-closed'],
})

/** A controller presses for an officer who phoned in. */
export const PressOnBehalf = endpoint({
  name: 'pressOnBehalf',
  summary: 'Press for an officer who phoned or called by voice',
  method: 'POST',
  path: '/api/v1/units/:unitId/press',
  may: 'acknowledge-alarm',
  params: z.strictObject({ unitId: UnitId }),
  body: z.strictObject({ id: PressId, note: z.string().trim().max(1000).optional() }),
  reply: PressState,
  refuses: ['no-such-unit'],
})
