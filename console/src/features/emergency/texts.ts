// SPDX-License-Identifier: Apache-2.0
import type { Alarm, CloseReason, PressSource } from '@muster/contract/emergency'

export const sourceTexts: Readonly<Record<PressSource, string>> = {
  'field-app': 'field app',
  'status-0': 'status 0',
  osmand: 'OsmAnd',
  owntracks: 'OwnTracks',
  radio: 'radio',
  controller: 'pressed by a controller',
  unknown: 'unknown source',
}

export const closeTexts: Readonly<Record<CloseReason, string>> = {
  resolved: 'Resolved: the officer is safe',
  'pressed-by-mistake': 'Pressed by mistake, and confirmed by voice or in person',
  'duress-resolved': 'Duress, resolved',
  unfounded: 'Unfounded: nobody of ours needed help',
}

export const eventTexts = {
  pressed: 'Pressed for help',
  'pressed-again': 'Pressed again',
  widened: 'Shown to more consoles',
  acknowledged: 'Acknowledged',
  closed: 'Closed',
} as const

/** What kind of alarm it is, in capitals for the strip. */
export function alarmTitle(alarm: Pick<Alarm, 'trust'>): string {
  if (alarm.trust === 'lost-device') return 'POSSIBLE AMBUSH'
  return alarm.trust === 'unverified' ? 'UNVERIFIED' : 'EMERGENCY'
}

/** What an operator must know of an alarm besides who and where. */
export function alarmWarnings(alarm: Alarm): string[] {
  const warnings: string[] = []
  if (alarm.trust === 'lost-device') warnings.push('lost or revoked device: send nobody before you know who holds it')
  if (alarm.trust === 'unverified') warnings.push('nobody vouches for who pressed')
  if (alarm.silent) warnings.push('SILENT: do not call the radio or phone')
  if (!alarm.recorded) warnings.push('received, not yet recorded')
  return warnings
}
