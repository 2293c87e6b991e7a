// SPDX-License-Identifier: Apache-2.0
import { expect, test } from './fixtures'

test('[UI-406, UI-210] an open dialog covers no alarm, and stops no answer to it', async ({ desk, openConsole }) => {
  const [first, second] = [desk.spareOfficer(), desk.spareOfficer()]
  const tab = await openConsole(desk.cast.controller)
  await tab.page.keyboard.press('?')
  const dialog = tab.page.getByRole('dialog', { name: 'Keys' })
  await expect(dialog).toBeVisible()
  await desk.pressFor(first)
  await desk.pressFor(second)
  await expect(tab.alarm(second.callsign)).toBeVisible()

  const strip = await tab.alarms.boundingBox()
  await expect.poll(async () => (await dialog.boundingBox())?.y ?? 0).toBeGreaterThanOrEqual(strip?.y ?? Infinity)
  const ends = (await tab.alarms.boundingBox()) ?? { y: 0, height: 0 }
  await expect.poll(async () => (await dialog.boundingBox())?.y ?? 0).toBeGreaterThanOrEqual(ends.y + ends.height)
  // A click only counts where nothing lies above: neither the dialog nor its shade.
  await tab.acknowledge(first.callsign).click()
  await expect(tab.alarm(first.callsign)).toContainText('acknowledged by')
  await tab.page.keyboard.press('a')
  await expect(tab.alarm(second.callsign)).toContainText('acknowledged by')
  await expect(dialog).toBeVisible()
})

test('[UI-407, UI-319] a press without enrolment stands in the unverified lane', async ({
  desk,
  openConsole,
  openPhone,
}) => {
  const officer = desk.spareOfficer()
  const tab = await openConsole(desk.cast.controller)
  await tab.turnSoundOn()
  const pressedMs = Date.now()
  const phone = await openPhone()
  await phone.press()
  await phone.expectReceived()

  const lane = tab.alarms.getByRole('heading', { name: /^Unverified presses/ })
  await expect(lane).toBeVisible()
  const card = tab.alarms.getByRole('listitem').filter({ hasText: 'UNVERIFIED' })
  await expect(card).toContainText('nobody vouches for who pressed')
  await expect
    .poll(async () => (await tab.tonesSince(pressedMs)).map(({ hz }) => hz).slice(0, 3))
    .toEqual([440, 370, 370])

  // One whom Muster knows goes above it, though it came later.
  await desk.pressFor(officer)
  await expect(tab.alarm(officer.callsign)).toBeVisible()
  const order = await tab.alarms.getByRole('listitem').allInnerTexts()
  expect(order.map((text) => (text.includes('UNVERIFIED') ? 'unverified' : 'signed'))).toEqual(['signed', 'unverified'])
})

test('[UI-409] a closed alarm does not look open, not even under the pointer', async ({ desk, openConsole }) => {
  const officer = desk.spareOfficer()
  const tab = await openConsole(desk.cast.controller)
  await desk.pressFor(officer)
  await tab.acknowledge(officer.callsign).click()
  const card = tab.alarm(officer.callsign)
  await expect(card).toContainText('acknowledged by')
  await desk.closeAlarms()
  await expect(tab.alarms.getByRole('button', { name: `Close ${officer.callsign}` })).toBeHidden()
  await expect(tab.alarms.getByText('acknowledged by')).toBeHidden()
})

test('[UI-408] a silent press shows on the phone without colour or speech', async ({ desk, openConsole, onDuty }) => {
  const officer = desk.spareOfficer()
  const phone = await onDuty(officer)
  const tab = await openConsole(desk.cast.controller)
  await phone.press(phone.silentButton)
  await phone.expectReceived()
  await expect(phone.emergencyState).toHaveAttribute('aria-live', 'off')
  await expect(tab.alarm(officer.callsign)).toContainText('SILENT: do not call the radio or phone')
})
