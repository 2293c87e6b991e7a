// SPDX-License-Identifier: Apache-2.0
import { v7 } from 'uuid'
import { z } from 'zod'

/**
 * Ids are UUIDv7. The id of a thing that a client creates is made by the client and is its
 * idempotency key: sending it twice changes nothing.
 */
const id = <Brand extends string>() => z.uuid().brand<Brand>()

export const PersonId = id<'person'>()
export const TeamId = id<'team'>()
export const UnitId = id<'unit'>()
export const CompartmentId = id<'compartment'>()
export const DeviceId = id<'device'>()
export const SessionId = id<'session'>()
export const ModelId = id<'model'>()
export const ItemId = id<'item'>()
export const TestId = id<'test'>()
export const CompetenceId = id<'competence'>()
export const TalkgroupId = id<'talkgroup'>()
export const BookingId = id<'booking'>()
export const PressId = id<'press'>()
export const AlarmId = id<'alarm'>()
export const LeafId = id<'leaf'>()

export type PersonId = z.output<typeof PersonId>
export type TeamId = z.output<typeof TeamId>
export type UnitId = z.output<typeof UnitId>
export type CompartmentId = z.output<typeof CompartmentId>
export type DeviceId = z.output<typeof DeviceId>
export type SessionId = z.output<typeof SessionId>
export type ModelId = z.output<typeof ModelId>
export type ItemId = z.output<typeof ItemId>
export type TestId = z.output<typeof TestId>
export type CompetenceId = z.output<typeof CompetenceId>
export type TalkgroupId = z.output<typeof TalkgroupId>
export type BookingId = z.output<typeof BookingId>
export type PressId = z.output<typeof PressId>
export type AlarmId = z.output<typeof AlarmId>
export type LeafId = z.output<typeof LeafId>

/** A fresh id: time-ordered, unguessable. `newId<AlarmId>()`. */
export function newId<Id extends string>(): Id {
  return v7() as string as Id
}
