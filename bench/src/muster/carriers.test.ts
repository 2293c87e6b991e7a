// SPDX-License-Identifier: Apache-2.0
import { agency } from '@muster/scenarios/agency/agency'
import { rosterOf } from '@muster/scenarios/shift/roster'
import { expect, test } from 'vitest'
import { carriersOf } from './carriers'

const service = agency({ seed: 'muster', size: 'demo', year: 'after' })
const roster = rosterOf(service, service.units.length)

test.each([
  [2_000, 1_000],
  [500, 250],
  [500, 20],
])('[SC-518] of %i units %i have the field app', (units, fieldApps) => {
  const carried = carriersOf(roster, units, fieldApps)
  expect(carried).toHaveLength(units)
  expect(new Set(carried.map(({ duty }) => duty.personId)).size).toBe(units)
  expect(carried.filter(({ carrier }) => carrier === 'field-app')).toHaveLength(fieldApps)
  const tracked = carried.filter(({ carrier }) => carrier !== 'field-app')
  expect(tracked.every(({ duty, carrier }) => duty.carrier === carrier && duty.address !== null)).toBe(true)
})
