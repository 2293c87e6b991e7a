// SPDX-License-Identifier: Apache-2.0
import { EndSessions } from '@muster/contract/identity'
import { GetItem, IssueItem, ListItems } from '@muster/contract/kit'
import { LiveStandIn } from './live-stand-in'
import { expect, test } from './fixtures'

test('[UI-201, UI-206] an ended session leads to the sign-in page, which says why; the address is kept', async ({
  desk,
  openOffice,
}) => {
  const { page } = await openOffice(desk.cast.kitCustodian, '/kit')
  await expect(page.getByRole('heading', { name: 'Kit', exact: true })).toBeAttached()
  const security = await desk.as(desk.cast.securityAdministrator)
  await security.call(EndSessions, { params: { personId: desk.cast.kitCustodian } })
  await page.reload()
  const people = page.getByRole('region', { name: 'Demo people' })
  await expect(people).toBeVisible()
  expect(new URL(page.url()).pathname).toBe('/kit')
  await expect(page.getByRole('table', { name: 'Items' })).toHaveCount(0)
  await people.getByRole('button', { name: desk.name(desk.cast.kitCustodian) }).click()
  await expect(page.getByRole('heading', { name: 'Kit', exact: true })).toBeAttached()
  desk.forget(desk.cast.kitCustodian)
})

test('[UI-207] a list that fails says why and offers another try', async ({ desk, openOffice }) => {
  const { page } = await openOffice(desk.cast.kitCustodian, '/people')
  await page.route('**/api/v1/items**', (route) => route.abort())
  await page.getByRole('link', { name: 'Kit', exact: true }).click()
  const failed = page.getByRole('alert').filter({ hasText: 'could not be loaded' })
  await expect(failed).toBeVisible()
  await page.unroute('**/api/v1/items**')
  await failed.getByRole('button', { name: 'Try again' }).click()
  await expect(failed).toHaveCount(0)
})

test('[UI-226] frames that cannot be read are said across the page', async ({ desk, openOffice }) => {
  const tab = await openOffice(desk.cast.controller, '/kit')
  const standIn = await LiveStandIn.over(tab.page, { units: [], fixes: [] })
  await tab.page.goto('/')
  await tab.expectLive()
  standIn.sayRaw('{"type":"alarms","n":9,"full":false,"alarms":[{"id":"not one"}]}')
  await expect(tab.page.getByText(/could not be read, and alarms may be among them/)).toBeVisible()
})

test('[UI-219] a press on behalf whose answer was lost is sent again and counts once', async ({
  desk,
  openConsole,
}) => {
  const officer = desk.spareOfficer()
  await desk.bookOn(officer)
  const { page, row } = await openConsole(desk.cast.controller).then((tab) => ({
    page: tab.page,
    row: tab.row(officer.callsign),
  }))
  await row.click()
  await page
    .getByRole('button', { name: /^Press for/ })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await page.route(
    '**/press',
    async (route) => {
      await route.fetch()
      await route.abort()
    },
    { times: 1 },
  )
  const send = dialog.getByRole('button', { name: 'Raise the alarm' })
  await send.click()
  await expect(dialog.getByRole('alert')).toBeVisible()
  await send.click()
  await expect(dialog).toHaveCount(0)
  expect(
    (await desk.alarmsOf(officer.unit.id)).filter(({ closedAt }) => closedAt === null).map(({ presses }) => presses),
  ).toEqual([1])
})

test('[UI-336, UI-341] an officer with two radios is asked which; tracking only while open is said', async ({
  desk,
  openPhone,
}) => {
  const officer = desk.spareOfficer()
  const custodian = await desk.as(desk.cast.kitCustodian)
  const { rows } = await custodian.call(ListItems, { query: { limit: 200, kind: 'radio', state: 'on-shelf' } })
  const spare = rows.find(({ lastTest }) => lastTest?.outcome !== 'failed')
  if (spare === undefined) throw new Error('no radio is on a shelf')
  await custodian.call(IssueItem, {
    params: { itemId: spare.id },
    body: { personId: officer.person.id, version: spare.version },
  })
  const phone = await openPhone()
  await phone.enrol(await desk.enrolmentCode(officer.person.id))
  await expect(phone.page.getByText('Which radio have you got?')).toBeVisible()
  await phone.page.getByRole('radio', { name: new RegExp(spare.tag) }).check()
  await phone.bookOn()
  await expect(phone.page.getByText('Tracking only while this app is open.')).toBeVisible()
  const { item } = await custodian.call(GetItem, { params: { itemId: spare.id } })
  expect(item.holderId).toBe(officer.person.id)
})
