// SPDX-License-Identifier: Apache-2.0
import type { Alarm } from '@muster/contract/emergency'

/** Open alarms in two lanes. What nobody can vouch for lies below and never pushes the others aside. */
export interface AlarmLanes {
  readonly signed: readonly Alarm[]
  readonly unverified: readonly Alarm[]
}

/** Unacknowledged before acknowledged, and among those the longest waiting first. */
export function alarmLanes(alarms: Iterable<Alarm>): AlarmLanes {
  const open = [...alarms].filter((alarm) => alarm.closedAt === null).sort(compareAlarms)
  return {
    signed: open.filter((alarm) => alarm.trust !== 'unverified'),
    unverified: open.filter((alarm) => alarm.trust === 'unverified'),
  }
}

/** The alarm that the key A acknowledges: the chosen one, if it still waits, or else the longest waiting. */
export function nextToAcknowledge(lanes: AlarmLanes, chosen: string | null): Alarm | null {
  const waiting = [...lanes.signed, ...lanes.unverified].filter((alarm) => alarm.acknowledgedAt === null)
  return waiting.find((alarm) => alarm.id === chosen) ?? waiting[0] ?? null
}

function compareAlarms(a: Alarm, b: Alarm): number {
  const waiting = Number(a.acknowledgedAt !== null) - Number(b.acknowledgedAt !== null)
  return waiting || a.receivedAt - b.receivedAt || (a.id < b.id ? -1 : 1)
}
