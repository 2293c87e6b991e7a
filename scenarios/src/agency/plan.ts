// SPDX-License-Identifier: Apache-2.0
import type { Role } from '@muster/contract/permissions'
import type { Size, Year } from './rows'

/** How many of what. The figures of the demo are those of the mission statement. */
export interface Plan {
  readonly bases: number
  readonly officers: number
  /** Staff who are not deployable: roles that are counted here, and the rest without one. */
  readonly staff: number
  readonly staffRoles: readonly (readonly [Role, number])[]
  readonly officersPerTeam: number
  readonly compartments: number
  readonly compartmentedUnits: number
  readonly operationTalkgroups: number
  readonly personalRadios: number
  readonly poolRadios: number
  readonly overdueRadios: number
  readonly lostRadios: number
  readonly bodyWorn: number
  readonly cameras: number
  readonly oldCameras: number
  readonly phones: number
  /** Of those who hold a radio: never taught its model, or taught and lapsed. */
  readonly neverTaught: number
  readonly lapsed: number
}

const demoRoles: Plan['staffRoles'] = [
  ['security-administrator', 2],
  ['control-room-supervisor', 3],
  ['controller', 6],
  ['kit-custodian', 16],
  ['trainer', 28],
  ['fleet-manager', 3],
  ['exhibits-officer', 14],
  ['assurance-lead', 2],
  ['inspector', 1],
]

/** One of each, and two of those who must be told apart by what they may see. */
const smallRoles: Plan['staffRoles'] = [
  ['security-administrator', 1],
  ['control-room-supervisor', 1],
  ['controller', 2],
  ['kit-custodian', 1],
  ['trainer', 2],
  ['fleet-manager', 1],
  ['exhibits-officer', 1],
  ['assurance-lead', 1],
  ['inspector', 1],
]

export function planOf(size: Size, year: Year): Plan {
  const short = year === 'before'
  if (size === 'small') {
    return {
      bases: 2,
      officers: 20,
      staff: 20,
      staffRoles: smallRoles,
      officersPerTeam: 5,
      compartments: 2,
      compartmentedUnits: 5,
      operationTalkgroups: 2,
      personalRadios: short ? 10 : 18,
      poolRadios: 4,
      overdueRadios: 1,
      lostRadios: 1,
      bodyWorn: 6,
      cameras: 6,
      oldCameras: short ? 5 : 2,
      phones: 4,
      neverTaught: short ? 0.4 : 0.1,
      lapsed: short ? 0.2 : 0.1,
    }
  }
  return {
    bases: 14,
    officers: 2_600,
    staff: 1_900,
    staffRoles: demoRoles,
    officersPerTeam: 14,
    compartments: 12,
    compartmentedUnits: 130,
    operationTalkgroups: 20,
    personalRadios: short ? 900 : 2_540,
    poolRadios: short ? 300 : 360,
    overdueRadios: short ? 40 : 9,
    lostRadios: short ? 11 : 2,
    bodyWorn: 800,
    cameras: 900,
    oldCameras: short ? 720 : 260,
    phones: 400,
    neverTaught: short ? 0.35 : 0.03,
    lapsed: short ? 0.25 : 0.06,
  }
}
