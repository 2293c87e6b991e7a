// SPDX-License-Identifier: Apache-2.0
import type { House } from '../../shell/house'
import * as audit from '../audit/index'
import type { AlarmBoard } from './board'
import { mustWiden, type AlarmState } from './rules'
import { addEvent, lockAlarm, saveAlarm } from './store'

/**
 * A compartmented officer's alarm is shown to everybody when nobody cleared is at a console, or nobody of
 * them acted within ten seconds [EM-8]. Looked at every half second: a restart forgets nothing.
 */
export function startWidening(
  { jobs, database, clock, bus }: House,
  board: AlarmBoard,
  clearedConsoles: (alarm: AlarmState) => number,
): void {
  jobs.every('emergency-widen', 500, async () => {
    for (const alarm of board.standing()) if (mustWiden(alarm, clearedConsoles(alarm), clock.now())) await widen(alarm)
  })

  async function widen(alarm: AlarmState): Promise<void> {
    const at = clock.now()
    const widened = { ...alarm, widenedAt: at, version: alarm.version + 1 }
    // Consoles first: help must not wait for the database.
    bus.publish('emergency.alarm-changed', { alarm: widened })
    await database.asJobs(async (tx) => {
      const stored = await lockAlarm(tx, alarm.id)
      if (stored === null || stored.widenedAt !== null) return
      await saveAlarm(tx, { ...stored, widenedAt: at, version: stored.version + 1 })
      await addEvent(tx, alarm.id, 'widened', at, null, 'shown to every console')
      await audit.append(tx, 'alarm-widened', `alarm:${alarm.id}`, {}, alarm.compartments, 'system')
    })
  }
}
