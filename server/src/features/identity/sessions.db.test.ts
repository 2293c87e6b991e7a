// SPDX-License-Identifier: Apache-2.0
import { WhoAmI } from '@muster/contract/identity'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAgencyWorld, type AgencyWorld } from '../../testing/agency-world'

let at: AgencyWorld
beforeAll(async () => {
  at = await openAgencyWorld()
})
afterAll(() => at.close())

test('[ID-1] smoke', async () => {
  const api = await at.as(at.agency.cast.controller)
  expect((await api.call(WhoAmI)).roles).toContain('controller')
  const t = Date.now()
  await at.deviceOf(at.agency.cast.officer)
  console.log(Date.now() - t)
})
