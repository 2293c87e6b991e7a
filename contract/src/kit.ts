// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { KitKind } from './catalogue'
import { endpoint } from './endpoint'
import { ItemId, ModelId, PersonId, TestId } from './ids'
import { importOf } from './import'
import { Instant } from './instant'
import { PageQuery, pageOf } from './page'

export const itemStates = ['on-shelf', 'issued', 'lost', 'withdrawn'] as const
export const ItemState = z.enum(itemStates)
export type ItemState = z.output<typeof ItemState>

export const testOutcomes = ['passed', 'failed'] as const

/** A function test against the model's checklist. */
export const ItemTest = z.object({
  id: TestId,
  itemId: ItemId,
  outcome: z.enum(testOutcomes),
  failedChecks: z.array(z.string().max(60)).max(20),
  observedBy: PersonId,
  at: Instant,
})
export type ItemTest = z.output<typeof ItemTest>

/** One thing with a serial number. It has one holder or one shelf, never both, never neither. */
export const Item = z.object({
  id: ItemId,
  kind: KitKind,
  modelId: ModelId,
  serial: z.string().min(1).max(40),
  tag: z.string().min(1).max(40),
  /** A radio's individual short subscriber identity; null for anything else. */
  issi: z
    .string()
    .regex(/^[0-9]{1,8}$/)
    .nullable(),
  state: ItemState,
  holderId: PersonId.nullable(),
  shelf: z.string().max(80).nullable(),
  since: Instant,
  lastTest: ItemTest.pick({ outcome: true, at: true }).nullable(),
  version: z.int(),
})
export type Item = z.output<typeof Item>

export const ImportItems = importOf(
  'items',
  z.strictObject({
    id: ItemId,
    modelId: ModelId,
    serial: Item.shape.serial,
    tag: Item.shape.tag,
    issi: Item.shape.issi,
    holderId: PersonId.nullable(),
    shelf: Item.shape.shelf,
  }),
)

const byItem = z.strictObject({ itemId: ItemId })

export const ListItems = endpoint({
  name: 'listItems',
  summary: 'Items of kit, by tag',
  method: 'GET',
  path: '/api/v1/items',
  may: 'see-kit',
  query: PageQuery.extend({
    search: z.string().max(80).optional(),
    kind: KitKind.optional(),
    state: ItemState.optional(),
  }),
  reply: pageOf(Item),
})

export const CustodyEntry = z.object({
  at: Instant,
  act: z.enum(['received', 'issued', 'returned', 'lost', 'found', 'tested']),
  personId: PersonId.nullable(),
  byId: PersonId,
  note: z.string().nullable(),
})
export type CustodyEntry = z.output<typeof CustodyEntry>

export const GetItem = endpoint({
  name: 'getItem',
  summary: 'One item with its whole history',
  method: 'GET',
  path: '/api/v1/items/:itemId',
  may: 'see-kit',
  params: byItem,
  reply: z.object({ item: Item, history: z.array(CustodyEntry) }),
  refuses: ['no-such-item'],
})

/** `version` is the item's version as the desk saw it: if another desk was quicker, the loser is told who holds it. */
export const IssueItem = endpoint({
  name: 'issueItem',
  summary: 'Issue an item to an officer',
  method: 'POST',
  path: '/api/v1/items/:itemId/issue',
  may: 'issue-kit',
  params: byItem,
  body: z.strictObject({ personId: PersonId, version: z.int() }),
  reply: Item,
  refuses: ['no-such-item', 'no-such-person', 'already-issued', 'failed-test', 'stale-version'],
})

export const ReturnItem = endpoint({
  name: 'returnItem',
  summary: 'Take an item back onto its shelf',
  method: 'POST',
  path: '/api/v1/items/:itemId/return',
  may: 'issue-kit',
  params: byItem,
  body: z.strictObject({ shelf: z.string().trim().min(1).max(80), version: z.int() }),
  reply: Item,
  refuses: ['no-such-item', 'not-issued', 'stale-version'],
})

export const TestItem = endpoint({
  name: 'testItem',
  summary: "Record a function test against the model's checklist",
  method: 'POST',
  path: '/api/v1/items/:itemId/tests',
  may: 'issue-kit',
  params: byItem,
  body: z.strictObject({ id: TestId, failedChecks: z.array(z.string().max(60)).max(20) }),
  reply: Item,
  refuses: ['no-such-item', 'bad-request'],
})

export const MyKit = endpoint({
  name: 'myKit',
  summary: 'What the signed-in officer holds',
  method: 'GET',
  path: '/api/v1/my/kit',
  may: 'signed-in',
  reply: z.object({ rows: z.array(Item.extend({ modelName: z.string(), checklist: z.array(z.string()) })) }),
})

/** An officer tests the radio in their own hand; the checklist is the model's. */
export const TestMyItem = endpoint({
  name: 'testMyItem',
  summary: 'An officer records the function test of what they hold',
  method: 'POST',
  path: '/api/v1/my/kit/:itemId/tests',
  may: 'book-on',
  params: byItem,
  body: z.strictObject({ id: TestId, failedChecks: z.array(z.string().max(60)).max(20) }),
  reply: Item,
  refuses: ['no-such-item', 'not-issued', 'bad-request'],
})
