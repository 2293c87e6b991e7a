// SPDX-License-Identifier: Apache-2.0
import { ListAlarms } from '@muster/contract/emergency'
import { newId, type PressId } from '@muster/contract/ids'
import type { ApiClient } from '../api-client'
import type { Random } from '../random'
import type { Officer } from './officer'

export interface OccasionalAlarmOptions {
  readonly officers: readonly Officer[]
  /** Signed in as a supervisor: tells whether an alarm is open. */
  readonly supervisor: () => Promise<ApiClient>
  readonly random: Random
  readonly say: (line: string) => void
  readonly onFault: (error: unknown) => void
}

export const firstPressAfterMs = 90_000
/** From one press to the next at least this long; and never while any alarm is open. */
export const nextPressAfterMs = 8 * 60_000

/** Now and then one officer presses for help, so that whoever watches sees what happens then. Answers how to stop it. */
export function occasionalAlarm(options: OccasionalAlarmOptions): () => void {
  let timer = setTimeout(function later() {
    void pressOnce(options)
      .catch(options.onFault)
      .finally(() => {
        if (!stopped) timer = setTimeout(later, nextPressAfterMs)
      })
  }, firstPressAfterMs)
  let stopped = false
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}

/** One press, unless an alarm is open already: then the control room has enough to do. */
export async function pressOnce({
  officers,
  supervisor,
  random,
  say,
}: OccasionalAlarmOptions): Promise<Officer | null> {
  const { rows } = await (await supervisor()).call(ListAlarms)
  if (rows.some(({ closedAt }) => closedAt === null)) return null
  const able = officers.filter(({ phone, duty }) => phone !== null && mayPress(duty))
  if (able.length === 0) return null
  const chosen = random.pick(able)
  chosen.phone?.press(newId<PressId>())
  say(`${chosen.duty.callsign} presses for help (simulated: acknowledge it in the console)`)
  return chosen
}

/** Nobody of a compartmented unit: a visitor who is not cleared should see the alarm, and at once. */
function mayPress({ compartmented, plight }: Officer['duty']): boolean {
  return !compartmented && plight === 'ready'
}
