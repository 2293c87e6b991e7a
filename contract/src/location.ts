// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { endpoint } from './endpoint'
import { UnitId } from './ids'
import { Instant } from './instant'
import { PageQuery, pageOf } from './page'
import { FixSource, Latitude, Longitude } from './place'

/** Why a position was not believed. It is kept raw, the icon does not move, a press in it still counts. */
export const quarantineReasons = [
  'unreadable',
  'not-a-number',
  'out-of-range',
  'zero-zero',
  'in-the-future',
  'too-old',
  'impossible-speed',
  'unknown-device',
] as const
export const QuarantineReason = z.enum(quarantineReasons)
export type QuarantineReason = z.output<typeof QuarantineReason>

export const Quarantined = z.object({
  id: z.string(),
  at: Instant,
  source: FixSource,
  address: z.string(),
  reason: QuarantineReason,
  detail: z.string(),
  raw: z.string(),
})
export type Quarantined = z.output<typeof Quarantined>

export const ListQuarantine = endpoint({
  name: 'listQuarantine',
  summary: 'Positions that were not believed, newest first',
  method: 'GET',
  path: '/api/v1/quarantine',
  may: 'see-quarantine',
  query: PageQuery,
  reply: pageOf(Quarantined),
})

export const TrackPoint = z.object({
  at: Instant,
  receivedAt: Instant,
  lat: Latitude,
  lon: Longitude,
  accuracyM: z.number().nullable(),
  source: FixSource,
})

/** Every look at a colleague's track is logged with its reason; a blank reason is refused. */
export const GetTrack = endpoint({
  name: 'getTrack',
  summary: "A unit's track between two times",
  method: 'GET',
  path: '/api/v1/units/:unitId/track',
  may: 'see-track',
  params: z.strictObject({ unitId: UnitId }),
  query: z.strictObject({ from: Instant, to: Instant, reason: z.string().trim().min(3).max(300) }),
  reply: z.object({ points: z.array(TrackPoint), cut: z.boolean() }),
  refuses: ['no-such-unit'],
})
