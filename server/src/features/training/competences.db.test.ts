// SPDX-License-Identifier: Apache-2.0
import { ImportModels, ListModels } from '@muster/contract/catalogue'
import { newId, type CompetenceId, type ModelId, type PersonId } from '@muster/contract/ids'
import { ImportTalkgroups, ListTalkgroups } from '@muster/contract/talkgroups'
import { ImportCompetences, ListCompetences, RecordCompetence } from '@muster/contract/training'
import type { ApiClient } from '@muster/scenarios/api-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAgencyWorld, type AgencyWorld } from '../../testing/agency-world'

let at: AgencyWorld
let trainer: ApiClient
const dayMs = 86_400_000
beforeAll(async () => {
  at = await openAgencyWorld()
  trainer = await at.as(at.agency.cast.trainer)
})
afterAll(() => at.close())

const lesson = (over: object = {}) => ({
  id: newId<CompetenceId>(),
  personId: at.agency.cast.officerWithoutRadio,
  modelId: at.agency.models[0]?.id as ModelId,
  taughtAt: Date.now() - dayMs,
  expiresAt: Date.now() + dayMs,
  ...over,
})

test('[TR-4] a lesson that is recorded twice is recorded once; its id never stands for another one', async () => {
  const body = lesson()
  const recorded = await trainer.call(RecordCompetence, { body })
  expect(recorded.assessorId).toBe(at.agency.cast.trainer)
  expect(await trainer.call(RecordCompetence, { body })).toEqual(recorded)
  const { rows } = await trainer.call(ListCompetences, { params: { personId: body.personId } })
  expect(rows.filter(({ id }) => id === body.id)).toEqual([recorded])
  const other = trainer.call(RecordCompetence, { body: { ...body, expiresAt: body.expiresAt + 1 } })
  await expect(other).rejects.toMatchObject({ code: 'already-exists' })
  const { rows: leaves } = await at.world.owner.query(
    "select from audit_leaf where type = 'competence-recorded' and subject = $1",
    [`person:${body.personId}`],
  )
  expect(leaves).toHaveLength(1)
})

test.each([
  ['self-signed', () => ({ personId: at.agency.cast.trainer })],
  ['bad-request', () => ({ taughtAt: Date.now() + dayMs / 2 })],
  ['no-such-person', () => ({ personId: newId<PersonId>() })],
  ['no-such-model', () => ({ modelId: newId<ModelId>() })],
])('[TR-1, TR-2] a lesson is refused as %s', async (code, over) => {
  await expect(trainer.call(RecordCompetence, { body: lesson(over()) })).rejects.toMatchObject({ code })
})

test('[TR-5] of an import a bad lesson is named by its row, and none is taken', async () => {
  const admin = await at.as(at.agency.cast.securityAdministrator)
  const rows = [1, 2, 3].map(() => ({ ...lesson(), assessorId: at.agency.cast.trainer }))
  ;(rows[1] as { expiresAt: number }).expiresAt = 1
  await expect(admin.call(ImportCompetences, { body: { rows } })).rejects.toMatchObject({
    code: 'bad-rows',
    message: expect.stringContaining('Row 2: The competence ends before it began'),
  })
  const { rowCount } = await at.world.owner.query('select from competence where id = any($1)', [
    rows.map(({ id }) => id),
  ])
  expect(rowCount).toBe(0)
})

test('[CT-1] the models of kit are listed whole, with what is checked and until when they are supported', async () => {
  const { rows } = await trainer.call(ListModels)
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
  expect(rows.toSorted(byId)).toEqual([...at.agency.models].toSorted(byId))
})

test('[CT-2] a make and name stand for one model', async () => {
  const admin = await at.as(at.agency.cast.securityAdministrator)
  const twin = { ...(at.agency.models[0] as (typeof at.agency.models)[number]), id: newId<ModelId>() }
  await expect(admin.call(ImportModels, { body: { rows: [twin] } })).rejects.toMatchObject({
    code: 'bad-rows',
    message: expect.stringContaining(twin.name),
  })
})

test('[TG-1] the fleet map is listed by name, and shown to who may select a talkgroup', async () => {
  const officer = await at.as(at.agency.cast.officer)
  const { rows } = await officer.call(ListTalkgroups)
  expect(rows.map(({ gssi }) => gssi).toSorted()).toEqual(at.agency.talkgroups.map(({ gssi }) => gssi).toSorted())
})

test('[TG-2] a GSSI and a name stand for one talkgroup', async () => {
  const admin = await at.as(at.agency.cast.securityAdministrator)
  const first = at.agency.talkgroups[0] as (typeof at.agency.talkgroups)[number]
  for (const twin of [
    { ...first, id: newId<never>(), name: 'Other' },
    { ...first, id: newId<never>(), gssi: '99999' },
  ])
    await expect(admin.call(ImportTalkgroups, { body: { rows: [twin] } })).rejects.toMatchObject({ code: 'bad-rows' })
})
