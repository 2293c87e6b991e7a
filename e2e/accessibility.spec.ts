// SPDX-License-Identifier: Apache-2.0
import type { Page } from '@playwright/test'
import { expectAccessible } from './accessibility'
import type { ConsoleTab } from './console-tab'
import { expect, london, test } from './fixtures'

for (const theme of ['dark', 'light'] as const) {
  test(`[UI-440] control room and its dialogs, ${theme}`, async ({ desk, openConsole }) => {
    const [officer] = desk.trackedOfficers()
    if (officer === undefined) throw new Error('the small agency tracks nobody')
    await desk.bookOnSeen(officer)
    const tab = await openConsole(desk.cast.supervisor, `/?theme=${theme}`)
    const { page } = tab
    await tab.expectMap()
    await tab.row(officer.callsign).click()
    await expect(page.getByRole('region', { name: 'Unit card' }).getByRole('listitem').first()).toBeVisible()
    await expectAccessible(page, `the control room in ${theme}`)
    await inDialog(page, '?', theme)
    await inDialog(page, 'Control+k', theme)
    await page.getByRole('button', { name: 'Press for help on behalf…' }).click()
    await expectAccessible(page, `pressing on behalf in ${theme}`)
    await page.getByRole('button', { name: 'Raise the alarm' }).click()
    await tab
      .alarm(officer.callsign)
      .getByRole('button', { name: /EMERGENCY/ })
      .click()
    await expect(page.getByRole('region', { name: 'Alarm', exact: true })).toContainText('Pressed for help')
    await expectAccessible(page, `an alarm in ${theme}`)
    await tab.acknowledge(officer.callsign).click()
    await tab.alarms.getByRole('button', { name: `Close ${officer.callsign}` }).click()
    await page.getByRole('button', { name: 'Close alarm' }).click()
    await expectAccessible(page, `closing an alarm in ${theme}`)
  })

  test(`[UI-440] offices and their dialogs, ${theme}`, async ({ desk, openOffice, openPhone }) => {
    const officer = desk.spareOfficer()
    const phone = await openPhone()
    await phone.enrol(await desk.enrolmentCode(officer.person.id))
    const custodian = await openOffice(desk.cast.kitCustodian, `/kit?theme=${theme}`)
    for (const [state, act] of [
      ['on-shelf', 'Issue…'],
      ['issued', 'Take back…'],
      ['issued', 'Record a test…'],
    ] as const) {
      await custodian.page.goto(`/kit?theme=${theme}&state=${state}&kind=radio`)
      await custodian.page.getByRole('table').getByRole('row').nth(1).getByRole('button').click()
      await openedBy(custodian, act, `kit in ${theme}`)
    }
    await custodian.page.goto(`/devices?theme=${theme}`)
    await openedBy(custodian, 'Revoke', `devices in ${theme}`)
    const administrator = await openOffice(desk.cast.securityAdministrator, `/people?theme=${theme}`)
    await administrator.page.getByRole('table').getByRole('row').nth(1).getByRole('button').click()
    await openedBy(administrator, 'Enrolment code', `people in ${theme}`)
    await openedBy(administrator, 'End sessions…', `people in ${theme}`)
    const trainer = await openOffice(desk.cast.trainer, `/people?theme=${theme}`)
    await trainer.page.getByRole('table').getByRole('row').nth(1).getByRole('button').click()
    await openedBy(trainer, 'Record a competence…', `training in ${theme}`)
    const lead = await openOffice(desk.cast.assuranceLead, `/log?theme=${theme}`)
    await lead.page.getByRole('table').getByRole('row').nth(1).getByRole('button').click()
    await expect(lead.page.getByRole('region', { name: 'Log entry' })).toBeVisible()
    await expectAccessible(lead.page, `the log in ${theme}`)
    const controller = await openOffice(desk.cast.controller, `/quarantine?theme=${theme}`)
    await expect(controller.page.getByRole('heading', { name: 'Quarantine' })).toBeVisible()
    await expectAccessible(controller.page, `quarantine in ${theme}`)
    const inspector = await openOffice(desk.cast.inspector, `/kit?theme=${theme}`)
    await expect(inspector.page.getByText('not open to your roles')).toBeVisible()
    await expectAccessible(inspector.page, `a page that is not open in ${theme}`)
    await inspector.page.getByRole('button', { name: 'Sign out' }).click()
    await expect(
      inspector.page.getByRole('region', { name: 'Demo people' }).getByRole('listitem').first(),
    ).toBeVisible()
    await expectAccessible(inspector.page, `the sign-in in ${theme}`)
  })

  test(`[UI-441] the field app in every state, ${theme}`, async ({ desk, openPhone }) => {
    const phone = await openPhone(london)
    const { page } = phone
    await page.emulateMedia({ colorScheme: theme })
    await expect(page.getByLabel('One-time code')).toBeVisible()
    await expectAccessible(page, `enrolment in ${theme}`)
    await phone.enrol(await desk.enrolmentCode(desk.spareOfficer().person.id))
    await phone.bookOn()
    await page.getByText('This device').click()
    await expectAccessible(page, `the officer's duty in ${theme}`)
    await page.getByRole('button', { name: 'Test my radio' }).click()
    await expect(page.getByLabel('Passed').first()).toBeVisible()
    await expectAccessible(page, `the radio test in ${theme}`)
    await phone.loseNetwork()
    await phone.press()
    await expect(phone.emergencyState).toContainText('NOT DELIVERED')
    await expectAccessible(page, `an undelivered press in ${theme}`)
    await phone.findNetwork()
    await phone.expectReceived()
    await expectAccessible(page, `a press that was received in ${theme}`)
    await phone.press(phone.silentButton)
    await desk.closeAlarms()
    await expect(phone.emergencyState).toContainText('Closed by control')
    await expectAccessible(page, `a closed alarm in ${theme}`)
  })
}

async function inDialog(page: Page, key: string, theme: string): Promise<void> {
  await page.keyboard.press(key)
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page, `what ${key} opens in ${theme}`)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
}

/** The page, then the dialog that a button opens; it is left by Escape. */
async function openedBy({ page }: ConsoleTab, button: string, what: string): Promise<void> {
  const opener = page.getByRole('button', { name: button }).first()
  await expect(opener).toBeEnabled()
  await expectAccessible(page, what)
  await opener.click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page, `${what}: ${button}`)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
}
