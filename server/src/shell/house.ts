// SPDX-License-Identifier: Apache-2.0
import type { Bus } from './bus'
import type { Clock } from './clock'
import type { Config } from './config'
import type { Database } from './db/database'
import type { Outbox } from './db/outbox'
import type { Routes } from './http/route'
import type { Jobs } from './jobs'
import type { PressJournal } from './journal/press-journal'
import type { LiveHub } from './live/hub'
import type { Log } from './log'
import type { Metrics } from './metrics'

/** What the shell gives to every feature and adapter. */
export interface House {
  readonly config: Config
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
  readonly bus: Bus
  readonly database: Database
  readonly outbox: Outbox
  readonly routes: Routes
  readonly jobs: Jobs
  readonly live: LiveHub
  readonly journal: PressJournal
}
