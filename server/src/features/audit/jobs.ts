// SPDX-License-Identifier: Apache-2.0
import type { House } from '../../shell/house'
import { sequence } from './store'

const batchLeaves = 2_000

/** The sequencer: at most every 250 ms, and on at once while there is a backlog [AU-3]. */
export function startSequencer({ jobs, database }: House): void {
  jobs.every('audit-sequencer', 250, async () => {
    while ((await database.asJobs((tx) => sequence(tx, batchLeaves))) === batchLeaves);
  })
}
