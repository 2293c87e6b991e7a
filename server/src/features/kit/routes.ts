// SPDX-License-Identifier: Apache-2.0
import {
  GetItem,
  ImportItems,
  IssueItem,
  ListItems,
  MyKit,
  ReturnItem,
  TestItem,
  TestMyItem,
  type Item,
} from '@muster/contract/kit'
import type { ItemId, TestId } from '@muster/contract/ids'
import { Refused } from '@muster/contract/refusal'
import type { Tx } from '../../shell/db/database'
import { personOf, type Routes } from '../../shell/http/route'
import * as audit from '../audit/index'
import { findModel } from '../catalogue/index'
import { findPerson } from '../identity/index'
import { checkVersion, issue, outcomeOf, takeBack } from './rules'
import {
  addCustody,
  custodyOf,
  findItem,
  heldBy,
  insertItems,
  insertTest,
  listItems,
  lockItem,
  saveItem,
} from './store'

export function addRoutes(routes: Routes): void {
  const { route } = routes

  route(ListItems, async ({ tx, query }) => {
    const rows = await listItems(tx, {
      search: query.search,
      kind: query.kind,
      state: query.state,
      after: query.after,
      limit: query.limit,
    })
    return { rows, next: rows.length === query.limit ? (rows.at(-1)?.tag ?? null) : null }
  })

  route(GetItem, async ({ tx, params: { itemId } }) => ({
    item: await needItem(tx, itemId, findItem),
    history: await custodyOf(tx, itemId),
  }))

  route(IssueItem, async ({ tx, viewer, params: { itemId }, body, now }) => {
    const item = await needItem(tx, itemId, lockItem)
    const holder = await holderName(tx, item)
    checkVersion(item, body.version, holder)
    const person = await findPerson(tx, body.personId)
    if (person === null || person.leftAt !== null)
      throw new Refused('no-such-person', 'There is no such person, or they have left.')
    const issued = issue(item, body.personId, holder, now)
    await saveItem(tx, issued)
    await addCustody(tx, itemId, 'issued', body.personId, personOf(viewer).personId, null)
    await audit.append(tx, 'item-issued', `item:${itemId}`, { personId: body.personId, version: issued.version })
    tx.announce('kit.changed', { personId: body.personId })
    return issued
  })

  route(ReturnItem, async ({ tx, viewer, params: { itemId }, body, now }) => {
    const item = await needItem(tx, itemId, lockItem)
    checkVersion(item, body.version, await holderName(tx, item))
    const back = takeBack(item, body.shelf, now)
    await saveItem(tx, back)
    await addCustody(tx, itemId, 'returned', item.holderId, personOf(viewer).personId, body.shelf)
    await audit.append(tx, 'item-returned', `item:${itemId}`, {
      personId: item.holderId,
      shelf: body.shelf,
      version: back.version,
    })
    // Duty must unbind the radio even if this process ends right now: news for screens would not do.
    await tx.tell('kit.item-returned', { itemId, personId: item.holderId })
    tx.announce('kit.changed', { personId: item.holderId })
    return back
  })

  route(TestItem, async ({ tx, viewer, params: { itemId }, body }) =>
    recordTest(tx, await needItem(tx, itemId, lockItem), body.id, body.failedChecks, personOf(viewer).personId),
  )

  route(MyKit, async ({ tx, viewer }) => ({ rows: await heldBy(tx, [personOf(viewer).personId]) }))

  route(TestMyItem, async ({ tx, viewer, params: { itemId }, body }) => {
    const { personId } = personOf(viewer)
    const item = await lockItem(tx, itemId)
    // Somebody else's item looks like one that does not exist.
    if (item === null || item.holderId !== personId) throw new Refused('no-such-item', 'You do not hold this item.')
    return recordTest(tx, item, body.id, body.failedChecks, personId)
  })

  audit.routeImport(routes, ImportItems, 'item', (tx, rows) => insertItems(tx, rows, personOf(tx.viewer).personId))
}

async function recordTest(
  tx: Tx,
  item: Item,
  id: TestId,
  failedChecks: readonly string[],
  observedBy: Item['holderId'] & string,
): Promise<Item> {
  const model = await findModel(tx, item.modelId)
  const outcome = outcomeOf(failedChecks, model?.checklist ?? [])
  const added = await insertTest(tx, { id, itemId: item.id, outcome, failedChecks, observedBy })
  if (added) {
    await addCustody(tx, item.id, 'tested', item.holderId, observedBy, outcome)
    await audit.append(tx, 'item-tested', `item:${item.id}`, { outcome, failedChecks, observedBy })
    tx.announce('kit.changed', { personId: item.holderId })
  }
  return needItem(tx, item.id, findItem)
}

async function needItem(tx: Tx, id: ItemId, find: typeof findItem): Promise<Item> {
  const item = await find(tx, id)
  if (item === null) throw new Refused('no-such-item', 'There is no such item.')
  return item
}

async function holderName(tx: Tx, item: Item): Promise<string | null> {
  return item.holderId === null ? null : ((await findPerson(tx, item.holderId))?.name ?? null)
}
