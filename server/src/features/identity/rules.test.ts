// SPDX-License-Identifier: Apache-2.0
import type { Permission, Role } from '@muster/contract/permissions'
import { Refused } from '@muster/contract/refusal'
import { expect, test } from 'vitest'
import { codeMs, mayEnrol, mayMakeCodeFor } from './rules'

const now = 1_000_000_000
test.each([
  ['unknown', null, 'wrong-credentials'],
  ['used', { usedAt: now - 1, expiresAt: now + codeMs }, 'code-used'],
  ['used and expired', { usedAt: now - 1, expiresAt: now - 1 }, 'code-used'],
  ['expired to the millisecond', { usedAt: null, expiresAt: now }, 'code-expired'],
])('[ID-8] a code that is %s enrols nothing', (_what, code, refusal) => {
  expect(() => mayEnrol(code, now)).toThrow(expect.objectContaining({ code: refusal }))
})

test('[ID-8] a fresh code enrols until its last millisecond', () => {
  expect(() => mayEnrol({ usedAt: null, expiresAt: now + 1 }, now)).not.toThrow()
  expect(codeMs).toBe(15 * 60_000)
})

test.each([
  [['officer'], ['manage-devices'], true],
  [['officer', 'operation-commander'], ['manage-devices'], true],
  [['controller'], ['manage-devices'], false],
  [['officer', 'security-administrator'], ['manage-devices'], false],
  [['security-administrator'], ['manage-devices', 'manage-people'], true],
] as [Role[], Permission[], boolean][])('[ID-14] a code for %j by somebody with %j: %s', (roles, permissions, may) => {
  const refused = (() => {
    try {
      mayMakeCodeFor(roles, new Set(permissions))
      return null
    } catch (error) {
      return error
    }
  })()
  expect(refused instanceof Refused).toBe(!may)
})
