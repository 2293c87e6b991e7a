// SPDX-License-Identifier: Apache-2.0
import { ListModels } from '@muster/contract/catalogue'
import { newId, type ItemId, type PersonId, type TestId } from '@muster/contract/ids'
import {
  GetItem,
  ImportItems,
  IssueItem,
  ListItems,
  MyKit,
  ReturnItem,
  TestItem,
  TestMyItem,
} from '@muster/contract/kit'
import type { ApiClient } from '@muster/scenarios/api-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAgencyWorld, type AgencyWorld } from '../../testing/agency-world'

let at: AgencyWorld
let desk: ApiClient
beforeAll(async () => {
  at = await openAgencyWorld()
  desk = await at.as(at.agency.cast.kitCustodian)
})
afterAll(() => at.close())

const get = (itemId: ItemId) => desk.call(GetItem, { params: { itemId } })

/** A radio on a shelf that nobody else in these tests touches. */
async function freshRadio(): Promise<ItemId> {
  const admin = await at.as(at.agency.cast.securityAdministrator)
  const model = at.agency.items.find(({ issi }) => issi !== null)
  const id = newId<ItemId>()
  const [serial, tag] = [id.slice(-12), `T-${id.slice(-12)}`]
  const row = { id, modelId: model?.modelId as never, serial, tag, issi: null, holderId: null, shelf: 'Store' }
  await admin.call(ImportItems, { body: { rows: [row] } })
  return id
}

test('[KT-3] two desks issue one item at once: one wins, the other is told who holds it', async () => {
  const itemId = await freshRadio()
  const { item } = await get(itemId)
  const people = [at.agency.cast.officer, at.agency.cast.lapsedOfficer]
  const desks = await Promise.all(people.map(() => at.as(at.agency.cast.kitCustodian)))
  const outcomes = await Promise.allSettled(
    desks.map((each, n) =>
      each.call(IssueItem, { params: { itemId }, body: { personId: people[n] as PersonId, version: item.version } }),
    ),
  )
  const won = outcomes.findIndex(({ status }) => status === 'fulfilled')
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const name = at.agency.people.find(({ id }) => id === people[won])?.name ?? '?'
  const lost = outcomes[1 - won] as PromiseRejectedResult
  expect(lost.reason).toMatchObject({ status: 409, code: 'stale-version', message: expect.stringContaining(name) })
  const after = await get(itemId)
  expect(after.item.holderId).toBe(people[won])
  expect(after.history.map(({ act }) => act)).toEqual(['issued', 'received'])
})

test('[KT-6] the whole history is kept: who had it, who gave and took it, where it lay', async () => {
  const itemId = await freshRadio()
  const { officer, kitCustodian } = at.agency.cast
  const issued = await desk.call(IssueItem, { params: { itemId }, body: { personId: officer, version: 1 } })
  await desk.call(TestItem, { params: { itemId }, body: { id: newId<TestId>(), failedChecks: [] } })
  await desk.call(ReturnItem, { params: { itemId }, body: { shelf: 'Bay 4', version: issued.version } })
  const { item, history } = await get(itemId)
  expect(item).toMatchObject({ state: 'on-shelf', shelf: 'Bay 4', holderId: null, lastTest: { outcome: 'passed' } })
  expect(history.map(({ act, personId, byId, note }) => [act, personId, byId, note])).toEqual([
    ['returned', officer, kitCustodian, 'Bay 4'],
    ['tested', officer, kitCustodian, 'passed'],
    ['issued', officer, kitCustodian, null],
    ['received', null, at.agency.cast.securityAdministrator, 'imported'],
  ])
  const { rows } = await at.world.owner.query('select type from audit_leaf where subject = $1 order by seq', [
    `item:${itemId}`,
  ])
  expect(rows.map(({ type }: { type: string }) => type)).toEqual([
    'item-imported',
    'item-issued',
    'item-tested',
    'item-returned',
  ])
})

test('[KT-8] a failed item is not issued until it was tested again; the same test sent twice is one', async () => {
  const itemId = await freshRadio()
  const { rows: models } = await desk.call(ListModels)
  const { item } = await get(itemId)
  const check = models.find(({ id }) => id === item.modelId)?.checklist[0] ?? ''
  const failed = { id: newId<TestId>(), failedChecks: [check] }
  await desk.call(TestItem, { params: { itemId }, body: failed })
  await desk.call(TestItem, { params: { itemId }, body: failed })
  expect((await get(itemId)).history.filter(({ act }) => act === 'tested')).toHaveLength(1)
  const body = { personId: at.agency.cast.officer, version: 1 }
  await expect(desk.call(IssueItem, { params: { itemId }, body })).rejects.toMatchObject({ code: 'failed-test' })
  await desk.call(TestItem, { params: { itemId }, body: { id: newId<TestId>(), failedChecks: [] } })
  expect((await desk.call(IssueItem, { params: { itemId }, body })).state).toBe('issued')
  const strange = { id: newId<TestId>(), failedChecks: ['colour'] }
  await expect(desk.call(TestItem, { params: { itemId }, body: strange })).rejects.toMatchObject({
    code: 'bad-request',
  })
})

test('[KT-7] an officer tests what they hold; what somebody else holds looks like nothing at all', async () => {
  const officer = await at.as(at.agency.cast.officer)
  const { rows } = await officer.call(MyKit)
  const radio = rows.find(({ kind }) => kind === 'radio')
  expect(radio?.holderId).toBe(at.agency.cast.officer)
  const body = { id: newId<TestId>(), failedChecks: [] }
  const tested = await officer.call(TestMyItem, { params: { itemId: radio?.id as ItemId }, body })
  expect(tested.lastTest?.outcome).toBe('passed')
  const other = at.agency.items.find(({ holderId }) => holderId !== null && holderId !== at.agency.cast.officer)
  const refusals = await Promise.allSettled(
    [other?.id as ItemId, newId<ItemId>()].map((itemId) =>
      officer.call(TestMyItem, { params: { itemId }, body: { id: newId<TestId>(), failedChecks: [] } }),
    ),
  )
  expect(refusals.map((each) => (each as PromiseRejectedResult).reason.message)).toEqual(
    Array(2).fill('testMyItem: 404 no-such-item: You do not hold this item.'),
  )
})

test('[KT-2] nobody is issued what does not exist, nor is anything issued to nobody or taken back twice', async () => {
  const itemId = await freshRadio()
  const nobody = { personId: newId<PersonId>(), version: 1 }
  await expect(desk.call(IssueItem, { params: { itemId }, body: nobody })).rejects.toMatchObject({
    code: 'no-such-person',
  })
  const nothing = { params: { itemId: newId<ItemId>() }, body: { shelf: 'A', version: 1 } }
  await expect(desk.call(ReturnItem, nothing)).rejects.toMatchObject({ code: 'no-such-item' })
  const back = { params: { itemId }, body: { shelf: 'A', version: 1 } }
  await expect(desk.call(ReturnItem, back)).rejects.toMatchObject({ code: 'not-issued' })
})

test('[KT-9] items are listed by tag, page by page, by kind, state and search', async () => {
  const tags: string[] = []
  let after: string | undefined
  do {
    const page = await desk.call(ListItems, {
      query: { limit: 9, kind: 'radio', ...(after === undefined ? {} : { after }) },
    })
    expect(page.rows.every(({ kind }) => kind === 'radio')).toBe(true)
    tags.push(...page.rows.map(({ tag }) => tag))
    after = page.next ?? undefined
  } while (after !== undefined)
  expect(new Set(tags).size).toBe(tags.length)
  expect(tags.length).toBeGreaterThanOrEqual(at.agency.items.filter(({ issi }) => issi !== null).length)
  const { rows } = await desk.call(ListItems, { query: { limit: 10, search: tags[0] ?? '', state: 'issued' } })
  expect(rows.every(({ tag, state }) => tag === tags[0] && state === 'issued')).toBe(true)
})

test('[KT-1] the database itself holds that an item has one holder or one shelf', async () => {
  const { owner } = at.world
  for (const change of ['holder_id = null, shelf = null', "shelf = 'A'", "state = 'on-shelf'"])
    await expect(owner.query(`update item set ${change} where state = 'issued'`)).rejects.toThrow(
      'one_holder_or_one_shelf',
    )
})
