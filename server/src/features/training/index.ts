// SPDX-License-Identifier: Apache-2.0
import { Refused } from '@muster/contract/refusal'
import { ImportCompetences, ListCompetences, RecordCompetence } from '@muster/contract/training'
import { personOf } from '../../shell/http/route'
import type { House } from '../../shell/house'
import * as audit from '../audit/index'
import { findModel } from '../catalogue/index'
import { findPerson } from '../identity/index'
import { checkCompetence } from './rules'
import { competencesOf, insertCompetences, isRecorded } from './store'

export { trainedState, type Trained } from './rules'
export { expiries } from './store'

export function openTraining({ routes }: House): void {
  routes.route(RecordCompetence, async ({ tx, viewer, body, now }) => {
    const competence = { ...body, assessorId: personOf(viewer).personId }
    checkCompetence(competence, now)
    if ((await findPerson(tx, body.personId)) === null) throw new Refused('no-such-person', 'There is no such person.')
    if ((await findModel(tx, body.modelId)) === null) throw new Refused('no-such-model', 'There is no such model.')
    const added = await insertCompetences(tx, [competence])
    // Sent twice is recorded once; the id is the key, and means one thing only [TR-4].
    if (added.length === 0) {
      if (await isRecorded(tx, competence)) return competence
      throw new Refused('already-exists', 'Another competence has this id. Record it under a new one.')
    }
    await audit.append(tx, 'competence-recorded', `person:${body.personId}`, { ...competence })
    tx.announce('training.changed', { personId: body.personId })
    return competence
  })

  routes.route(ListCompetences, async ({ tx, params: { personId } }) => {
    if ((await findPerson(tx, personId)) === null) throw new Refused('no-such-person', 'There is no such person.')
    return { rows: await competencesOf(tx, personId) }
  })

  audit.routeImport(routes, ImportCompetences, 'competence', async (tx, rows) => {
    for (const [index, row] of rows.entries()) {
      try {
        checkCompetence(row, tx.now)
      } catch (error) {
        if (error instanceof Refused)
          throw new Refused('bad-rows', `Row ${index + 1}: ${error.message} Nothing was imported.`)
        throw error
      }
    }
    return insertCompetences(tx, rows)
  })
}
