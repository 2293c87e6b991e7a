// SPDX-License-Identifier: Apache-2.0
import { newId, type PersonId } from '@muster/contract/ids'
import { expect, test } from 'vitest'
import { checkCompetence, trainedState } from './rules'

const now = 1_000_000_000
const [officer, trainer] = [newId<PersonId>(), newId<PersonId>()]
const good = { personId: officer, assessorId: trainer, taughtAt: now, expiresAt: now + 1 }

test('[TR-1] nobody signs for their own training', () => {
  expect(() => checkCompetence(good, now)).not.toThrow()
  expect(() => checkCompetence({ ...good, assessorId: officer }, now)).toThrow(
    expect.objectContaining({ code: 'self-signed' }),
  )
})

test.each([
  ['is dated in the future', { taughtAt: now + 1, expiresAt: now + 2 }],
  ['ends when it began', { expiresAt: now }],
  ['ends before it began', { expiresAt: now - 1 }],
])('[TR-2] training that %s is refused', (_what, over) => {
  expect(() => checkCompetence({ ...good, ...over }, now)).toThrow(expect.objectContaining({ code: 'bad-request' }))
})

test.each([
  [null, 'never'],
  [now + 1, 'trained'],
  [now, 'expired'],
  [now - 1, 'expired'],
] as const)('[TR-3] a longest competence until %s means %s', (expiry, state) =>
  expect(trainedState(expiry, now)).toBe(state),
)
