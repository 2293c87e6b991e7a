// SPDX-License-Identifier: Apache-2.0
import type { ChainLink, LinkState, Readiness } from '@muster/contract/duty'
import type { FixSource } from '@muster/contract/place'
import { statusNames } from '@muster/contract/status-codes'
import type { UnitFilter } from './unit-rows'

export const filterTexts: Readonly<Record<UnitFilter, string>> = {
  all: 'All',
  'not-ready': 'Not ready',
  stale: 'Stale',
  emergency: 'Emergency',
}

export const readinessTexts: Readonly<Record<Readiness, string>> = {
  ready: 'Ready',
  'logged-on': 'Logged on, not ready',
  'not-logged-on': 'Not logged on',
}

/** As the name of a link in the chain. */
export const linkTexts: Readonly<Record<ChainLink, string>> = {
  issued: 'Issued',
  trained: 'Trained',
  tested: 'Tested',
  bound: 'Officer bound',
  attached: 'Radio attached',
  talkgroup: 'Talkgroup',
  heartbeat: 'Heartbeat',
  position: 'Position',
}

/** As what is missing, in a narrow column. */
export const missingTexts: Readonly<Record<ChainLink, string>> = {
  issued: 'no radio issued',
  trained: 'not trained',
  tested: 'not tested',
  bound: 'not bound',
  attached: 'not attached',
  talkgroup: 'wrong talkgroup',
  heartbeat: 'no heartbeat',
  position: 'no fresh fix',
}

export const linkStateTexts: Readonly<Record<LinkState, string>> = {
  proved: 'Proved',
  missing: 'Missing',
  unknown: 'Not known',
}

export const sourceTexts: Readonly<Record<FixSource, string>> = {
  'field-app': 'App',
  owntracks: 'OwnTracks',
  osmand: 'OsmAnd',
  radio: 'Radio',
  tak: 'TAK',
}

export function sourceToText(source: FixSource | null): string {
  return source === null ? 'other' : sourceTexts[source]
}

export function statusToText(status: number | null): string {
  return status === null ? 'Not known' : (statusNames[status] ?? `Status ${status}`)
}

/** What keeps a unit from being ready, as short as the column: the first missing link and how many more. */
export function missingToText(missing: readonly ChainLink[]): string {
  const [first, ...rest] = missing
  if (first === undefined) return ''
  return rest.length === 0 ? missingTexts[first] : `${missingTexts[first]} +${rest.length}`
}
