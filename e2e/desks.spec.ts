// SPDX-License-Identifier: Apache-2.0
import type { Locator, Page } from '@playwright/test'
import qrcode from 'qrcode-generator'
import { expect, test } from './fixtures'

test('[UI-420, UI-337] a code from the desk enrols a phone, once; a test of the radio turns the chain', async ({
  desk,
  openConsole,
  openOffice,
  openPhone,
}) => {
  const officer = desk.officer(desk.cast.officer)
  const { page: office } = await openOffice(desk.cast.kitCustodian, '/people')
  await office.getByRole('searchbox', { name: 'Search people' }).fill(officer.person.collar)
  await expect(office.getByRole('table', { name: 'People' }).getByRole('row')).toHaveCount(2)
  await office.getByRole('table', { name: 'People' }).getByRole('button', { name: officer.person.name }).click()
  await office.getByRole('button', { name: 'Enrolment code' }).click()
  const dialog = office.getByRole('dialog', { name: `Enrol a device for ${officer.person.name}` })
  await expect(dialog.getByRole('img', { name: /QR code/ })).toBeVisible()
  const code = await dialog.getByLabel('Enrolment code', { exact: true }).innerText()
  await dialog.getByRole('button', { name: 'Done' }).click()

  const phone = await openPhone()
  await phone.enrol(code)
  await phone.bookOn()
  const tab = await openConsole(desk.cast.controller)
  await tab.row(officer.callsign).click()
  const card = tab.page.getByRole('region', { name: 'Unit card' })
  await expect(card.getByRole('heading', { name: 'Readiness: Logged on, not ready' })).toBeVisible()

  await phone.page.getByRole('button', { name: 'Test my radio' }).click()
  for (const passed of await phone.page.getByLabel('Passed').all()) await passed.check()
  await phone.page.getByRole('button', { name: 'Record the test' }).click()
  await expect(phone.page.getByText('Test recorded.')).toBeVisible()
  await phone.page.getByRole('button', { name: 'Close', exact: true }).click()
  await expect(phone.page.getByText('READY', { exact: true })).toBeVisible()
  await expect(phone.page.getByText('8 of 8 proved')).toBeVisible()
  await expect(card.getByRole('heading', { name: 'Readiness: Ready' })).toBeVisible()
  await expect(tab.row(officer.callsign)).toContainText('Ready')

  const thief = await openPhone()
  await thief.page.getByLabel('One-time code').fill(code)
  await thief.page.getByRole('button', { name: 'Enrol', exact: true }).click()
  await expect(thief.page.getByText('This code was used already. Ask for a new one.')).toBeVisible()
})

test('[UI-421] the address in the QR code opens the field app with the code', async ({ desk, openOffice }) => {
  const officer = desk.spareOfficer()
  const { page } = await openOffice(desk.cast.kitCustodian, `/people?find=${officer.person.collar}`)
  await page.getByRole('table', { name: 'People' }).getByRole('button', { name: officer.person.name }).click()
  await page.getByRole('button', { name: 'Enrolment code' }).click()
  const dialog = page.getByRole('dialog', { name: `Enrol a device for ${officer.person.name}` })
  const code = await dialog.getByLabel('Enrolment code', { exact: true }).innerText()
  const address = `${new URL(page.url()).origin}/field/#code=${code}`
  await expect(dialog.getByRole('img', { name: /QR code/ }).locator('path')).toHaveAttribute('d', darkModules(address))
  await page.goto(address)
  await expect(page.getByLabel('One-time code')).toHaveValue(code)
})

test('[UI-422, UI-208] two desks issue one radio: the slower is told who holds it', async ({ desk, openOffice }) => {
  const [taker, other] = [desk.spareOfficer(), desk.spareOfficer()]
  const item = desk.agency.items.find(({ issi, shelf }) => issi !== null && shelf?.endsWith('kit store') === true)
  const address = `/kit?find=${item?.tag ?? ''}&of=${item?.id ?? ''}`
  const first = await openOffice(desk.cast.kitCustodian, address)
  const second = await openOffice(desk.cast.kitCustodian, address)
  const [quicker, slower] = [await openIssue(first.page), await openIssue(second.page)]
  await choose(quicker, taker.person.name)
  await choose(slower, other.person.name)
  await quicker.getByRole('button', { name: 'Issue', exact: true }).click()
  await expect(quicker).toBeHidden()
  const panel = first.page.getByRole('region', { name: 'Item' })
  await expect(panel).toContainText(`Issued to ${taker.person.name}`)

  await slower.getByRole('button', { name: 'Issue', exact: true }).click()
  await expect(slower.getByRole('alert')).toContainText(taker.person.name)
  await slower.getByRole('button', { name: 'Cancel' }).click()
  await expect(second.page.getByRole('region', { name: 'Item' })).toContainText(taker.person.name)
  await expect(second.page.getByRole('button', { name: 'Take back…' })).toBeVisible()
})

async function openIssue(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Issue…' }).click()
  return page.getByRole('dialog', { name: /^Issue / })
}

async function choose(dialog: Locator, name: string): Promise<void> {
  await dialog.getByLabel('To whom').first().fill(name)
  await dialog.getByRole('option', { name: new RegExp(`^${name}`) }).click()
}

/** A text as QR code: the same library with the same settings, drawn with a margin of four modules. */
function darkModules(text: string): string {
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  const indexes = Array.from({ length: code.getModuleCount() }, (_, index) => index)
  const dark = indexes.flatMap((row) =>
    indexes.filter((column) => code.isDark(row, column)).map((column) => `M${column + 4} ${row + 4}h1v1h-1z`),
  )
  return dark.join('')
}
