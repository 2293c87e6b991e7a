// SPDX-License-Identifier: Apache-2.0
import type { Carrier, Duty } from '@muster/scenarios/shift/roster'

export interface Carried {
  readonly duty: Duty
  readonly carrier: Carrier
}

/**
 * Chooses `units` officers, `fieldApps` of them with the field app and the others with a tracker of their
 * own. Too few have nothing but the field app, so some who have OwnTracks are given it instead.
 */
export function carriersOf(roster: readonly Duty[], units: number, fieldApps: number): Carried[] {
  const own = roster.filter(({ carrier }) => carrier === 'field-app').slice(0, fieldApps)
  const lent = roster.filter(({ carrier }) => carrier === 'owntracks').slice(0, fieldApps - own.length)
  const withFieldApp = new Set([...own, ...lent])
  const others = roster.filter((duty) => duty.carrier !== 'field-app' && !withFieldApp.has(duty))
  const chosen = new Set([...withFieldApp, ...others.slice(0, units - withFieldApp.size)])
  return roster
    .filter((duty) => chosen.has(duty))
    .map((duty) => ({ duty, carrier: withFieldApp.has(duty) ? 'field-app' : duty.carrier }))
}
