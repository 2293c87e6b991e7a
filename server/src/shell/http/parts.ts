// SPDX-License-Identifier: Apache-2.0
import type { Clock } from '../clock'
import type { Config } from '../config'
import type { Database } from '../db/database'
import type { Log } from '../log'
import type { Metrics } from '../metrics'
import type { Viewer } from '../viewer'
import type { Credentials } from './credentials'
import type { TlsFiles } from './tls'

export interface HttpParts {
  readonly config: Config
  readonly clock: Clock
  readonly database: Database
  readonly log: Log
  readonly metrics: Metrics
  readonly tls: TlsFiles | null
  /** Who a session token belongs to; identity gives this. */
  readonly authenticate: (credentials: Credentials) => Promise<Viewer>
}
