// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@muster/contract/instant'
import { Refused } from '@muster/contract/refusal'
import type { Competence } from '@muster/contract/training'

/** A certificate must be about the past, must end after it began, and nobody signs their own [TR-1, TR-2]. */
export function checkCompetence(
  competence: Pick<Competence, 'personId' | 'assessorId' | 'taughtAt' | 'expiresAt'>,
  now: Instant,
): void {
  if (competence.personId === competence.assessorId)
    throw new Refused('self-signed', 'Nobody can sign off their own training. Ask another trainer.')
  if (competence.taughtAt > now)
    throw new Refused('bad-request', 'The training is dated in the future. Record it after it took place.')
  if (competence.expiresAt <= competence.taughtAt)
    throw new Refused('bad-request', 'The competence ends before it began. Check the dates.')
}

export type Trained = 'trained' | 'expired' | 'never'

/** Whether somebody is trained on a model now: the competence that lasts longest decides [TR-3]. */
export function trainedState(lastExpiry: Instant | null, now: Instant): Trained {
  if (lastExpiry === null) return 'never'
  return lastExpiry > now ? 'trained' : 'expired'
}
