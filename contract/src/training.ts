// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { endpoint } from './endpoint'
import { CompetenceId, ModelId, PersonId } from './ids'
import { importOf } from './import'
import { Instant } from './instant'

/** Somebody was taught a model of kit, by whom, and until when that counts. */
export const Competence = z.object({
  id: CompetenceId,
  personId: PersonId,
  modelId: ModelId,
  assessorId: PersonId,
  taughtAt: Instant,
  expiresAt: Instant,
})
export type Competence = z.output<typeof Competence>

const CompetenceRow = z.strictObject(Competence.shape)

export const ImportCompetences = importOf('competences', CompetenceRow)

export const RecordCompetence = endpoint({
  name: 'recordCompetence',
  summary: 'Record that an officer was taught a model of kit',
  method: 'POST',
  path: '/api/v1/competences',
  may: 'record-training',
  body: CompetenceRow.omit({ assessorId: true }),
  reply: Competence,
  refuses: ['no-such-person', 'no-such-model', 'self-signed', 'bad-request', 'already-exists'],
})

export const ListCompetences = endpoint({
  name: 'listCompetences',
  summary: "A person's competences",
  method: 'GET',
  path: '/api/v1/people/:personId/competences',
  may: 'see-training',
  params: z.strictObject({ personId: PersonId }),
  reply: z.object({ rows: z.array(Competence) }),
  refuses: ['no-such-person'],
})
