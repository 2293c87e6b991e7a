// SPDX-License-Identifier: Apache-2.0
import type { Role } from '@muster/contract/permissions'
import { expect, test } from 'vitest'
import { demoGroups } from './demo-groups'

const person = (...roles: Role[]) => ({ roles })

test('[UI-202] demo people come by where they work, nobody twice and nobody left out', () => {
  const people = [
    person('officer'),
    person('officer', 'operation-commander'),
    person('controller'),
    person('trainer'),
    person(),
  ]
  const groups = demoGroups(people)
  expect(groups.map((group) => group.people)).toEqual([[people[1], people[2]], [people[3]], [people[0], people[4]]])
  expect(demoGroups([person('trainer')]).map((group) => group.title)).toEqual(['Offices'])
})
