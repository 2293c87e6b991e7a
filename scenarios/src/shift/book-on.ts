// SPDX-License-Identifier: Apache-2.0
import { BookOn } from '@muster/contract/duty'
import { type BookingId, newId, type TestId } from '@muster/contract/ids'
import { TestMyItem } from '@muster/contract/kit'
import { type ApiClient, isRefusal } from '../api-client'
import type { Duty } from './roster'

/** Books an officer on with the radio that they hold. Whoever is on duty already stays so: no second booking. */
export async function bookOn(api: ApiClient, { radio, talkgroup }: Duty): Promise<void> {
  try {
    await api.call(BookOn, { body: { id: newId<BookingId>(), radioId: radio?.id ?? null, talkgroupId: talkgroup.id } })
  } catch (error) {
    if (!isRefusal(error, 'already-booked-on')) throw error
  }
}

/** The officer runs through the checklist of the radio, and all is well with it. */
export async function testRadio(api: ApiClient, { radio }: Duty): Promise<void> {
  if (radio === null) return
  await api.call(TestMyItem, { params: { itemId: radio.id }, body: { id: newId<TestId>(), failedChecks: [] } })
}

/** Whether this officer tests the radio before going out. */
export function tests({ plight }: Duty): boolean {
  return plight !== 'untested' && plight !== 'no-radio'
}
