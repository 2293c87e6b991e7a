// SPDX-License-Identifier: Apache-2.0
import type { KitKind } from '@muster/contract/catalogue'
import { kitKinds } from '@muster/contract/catalogue'
import { type CustodyEntry, type Item, type ItemState, itemStates } from '@muster/contract/kit'

export const kindTexts: Readonly<Record<KitKind, string>> = {
  radio: 'Radio',
  'body-worn-video': 'Body-worn video',
  camera: 'Camera',
  phone: 'Phone',
}

export const stateTexts: Readonly<Record<ItemState, string>> = {
  'on-shelf': 'On a shelf',
  issued: 'Issued',
  lost: 'Lost',
  withdrawn: 'Withdrawn',
}

export const actTexts: Readonly<Record<CustodyEntry['act'], string>> = {
  received: 'Received',
  issued: 'Issued to',
  returned: 'Returned by',
  lost: 'Reported lost by',
  found: 'Found by',
  tested: 'Tested',
}

export const kindOptions = kitKinds.map((value) => ({ value, text: kindTexts[value] }))
export const stateOptions = itemStates.map((value) => ({ value, text: stateTexts[value] }))

/** An item that nobody tested is never called good. */
export function testToText(item: Pick<Item, 'lastTest'>): string {
  if (item.lastTest === null) return 'never tested'
  return item.lastTest.outcome === 'passed' ? 'passed' : 'FAILED'
}
