// SPDX-License-Identifier: Apache-2.0
import type { CompartmentId, UnitId } from '@muster/contract/ids'
import type { Base } from '@muster/scenarios/agency/lists/bases'
import type { OsmandForm } from '@muster/scenarios/shift/osmand'
import type { Spread } from '../result/percentile'

/** A unit that reports once a second, and what it reports by. */
export interface UnitLoad {
  readonly unitId: UnitId
  readonly compartments: readonly CompartmentId[]
  readonly base: Base
  readonly via:
    | { readonly kind: 'field-app'; readonly cookie: string; readonly gssi: string }
    | { readonly kind: 'owntracks'; readonly user: string; readonly password: string }
    | { readonly kind: 'osmand'; readonly id: string; readonly form: OsmandForm }
}

export interface ConsoleLoad {
  readonly cookie: string
  readonly clearedFor: readonly CompartmentId[]
}

/** The ways in which help is pressed for here. */
export const pressWays = ['http-unknown', 'http-device', 'osmand', 'socket'] as const
export type PressWay = (typeof pressWays)[number]

export interface PressLoad {
  /** After the start, ms. */
  readonly afterMs: number
  readonly way: PressWay
  /** Place in `units` of who presses. */
  readonly unit: number
  /** Made by the device; OsmAnd has none, and there the unit tells. */
  readonly pressId: string
}

/** What the generator is to do, and to whom. Sent once, as JSON, to a process of its own. */
export type Job =
  | {
      readonly kind: 'muster'
      readonly url: string
      readonly units: readonly UnitLoad[]
      readonly consoles: readonly ConsoleLoad[]
      readonly presses: readonly PressLoad[]
    }
  | {
      readonly kind: 'mosquitto' | 'ws-relay'
      readonly port: number
      readonly units: number
      readonly consoles: number
    }

/** When: units report from `warmUpMs` before the start, and what they report from the start on counts. */
export interface Span {
  /** A whole second, ms since 1970. */
  readonly startMs: number
  readonly seconds: number
  readonly warmUpMs: number
}

export interface Outcome {
  /** Reports that were due within the span. */
  readonly due: number
  /** Of them, those that a client could not even send because its last ones were not answered. */
  readonly held: number
  /** Said to be stored. Null where the server says nothing. */
  readonly stored: number | null
  /** Refused, set aside, dropped, or not answered in time. */
  readonly refused: number
  /** From the scheduled send to that answer. */
  readonly storedMs: Spread
  /** Different updates seen on all consoles together, and how many there are for them to see. */
  readonly delivered: number
  readonly deliverable: number
  /** From the scheduled send to a console. */
  readonly freshMs: Spread
  /** How late the generator itself was. */
  readonly lateMs: Spread
  /** Share of one core that the generator used. */
  readonly busy: number
  readonly presses: PressOutcome
}

export interface PressOutcome {
  readonly pressed: number
  /** Times that a console should have been shown a press, and was not. */
  readonly unseen: number
  /** From the scheduled press to a console, each console by itself. */
  readonly shownMs: Spread
  /** To a console that says "recorded": it is in PostgreSQL. */
  readonly recordedMs: Spread
  /** To the answer that the pressing device gets. */
  readonly answeredMs: Spread
}

export type ToGenerator = { readonly type: 'connect'; readonly job: Job } | { readonly type: 'go'; readonly span: Span }

export type FromGenerator =
  | { readonly type: 'connected' }
  | { readonly type: 'done'; readonly outcome: Outcome }
  | { readonly type: 'failed'; readonly detail: string }
