// SPDX-License-Identifier: Apache-2.0
import type { Migration } from 'kysely'
import * as roles from './202611220900-shell-roles'
import * as audit from './202611220910-audit-leaves'
import * as identity from './202611220920-identity-people'
import * as kit from './202611220930-kit-items'
import * as training from './202611220940-training-competences'
import * as talkgroups from './202611220950-talkgroups-fleet-map'
import * as location from './202611221000-location-fixes'
import * as duty from './202611221010-duty-bookings'
import * as emergency from './202611221020-emergency-alarms'

/** Numbered, forward only, in this order. */
export const migrations: Record<string, Migration> = {
  '202611220900-shell-roles': roles,
  '202611220910-audit-leaves': audit,
  '202611220920-identity-people': identity,
  '202611220930-kit-items': kit,
  '202611220940-training-competences': training,
  '202611220950-talkgroups-fleet-map': talkgroups,
  '202611221000-location-fixes': location,
  '202611221010-duty-bookings': duty,
  '202611221020-emergency-alarms': emergency,
}
