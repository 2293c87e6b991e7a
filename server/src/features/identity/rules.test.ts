// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { codeMs, mayEnrol } from './rules'

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
