// SPDX-License-Identifier: Apache-2.0
import type { ConsoleTab } from './console-tab'
import { expect, london, test } from './fixtures'

test('[UI-401, UI-402, UI-403, UI-218] from enrolment to a closed alarm', async ({ desk, openConsole, onDuty }) => {
  const officer = desk.spareOfficer()
  const { callsign } = officer
  const one = await openConsole(desk.cast.controller)
  const two = await openConsole(desk.cast.clearedController)
  const both = [one, two]
  for (const tab of both) await tab.turnSoundOn()

  const phone = await onDuty(officer)
  await expect(one.row(callsign)).toContainText('±7 m')
  await one.expectMap()
  await one.row(callsign).click()
  await expect(one.marker(callsign)).toHaveAccessibleName(`${callsign}, selected`)

  const pressedMs = Date.now()
  await phone.press()
  await phone.expectReceived()
  for (const tab of both) {
    await expect(tab.alarm(callsign)).toContainText(/EMERGENCY.*unacknowledged.*±7 m.*field app/)
    await expect(tab.row(callsign)).toContainText('EMERGENCY')
    await expectFivePulses(tab, pressedMs)
  }
  await expect(one.marker(callsign)).toHaveAccessibleName(`${callsign}, emergency, not acknowledged`)

  await one.acknowledge(callsign).click()
  const by = desk.name(desk.cast.controller)
  for (const tab of both) await expect(tab.alarm(callsign)).toContainText(`acknowledged by ${by}`)
  await expect(phone.emergencyState).toContainText('Acknowledged by control')
  await expect(phone.emergencyState).not.toContainText(by)
  const silentFromMs = Date.now()

  await two
    .alarm(callsign)
    .getByRole('button', { name: `Close ${callsign}` })
    .click()
  const dialog = two.page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Close alarm' }).click()
  await expect(dialog.getByRole('alert')).toHaveText('Choose why it is closed.')
  await dialog.getByLabel('Resolved: the officer is safe').check()
  await dialog.getByRole('button', { name: 'Close alarm' }).click()
  for (const tab of both) await expect(tab.alarms).toContainText('No open alarms')
  await expect(phone.emergencyState).toContainText('Closed by control')

  // A burst would have come every five seconds.
  await one.page.waitForTimeout(Math.max(0, silentFromMs + 6_000 - Date.now()))
  for (const tab of both) expect(await tab.tonesSince(silentFromMs), 'no sound after the acknowledgement').toEqual([])
  expect((await desk.alarmsOf(officer.unit.id)).map(({ presses }) => presses)).toEqual([1])
})

test('[UI-404] position and age follow the phone', async ({ desk, openConsole, onDuty }) => {
  const officer = desk.spareOfficer()
  const phone = await onDuty(officer, london)
  const tab = await openConsole(desk.cast.controller)
  await tab.row(officer.callsign).click()
  const card = tab.page.getByRole('region', { name: 'Unit card' })
  await expect(card).toContainText('51.48930, -0.12570')
  await phone.moveTo({ lat: 51.4903, lon: -0.1257 })
  await expect(card).toContainText('51.49030, -0.12570')
  await expect(card).toContainText(/±7 m, [0-3] s old/)

  // Once it says nothing any more, its age grows.
  phone.switchOff()
  await expect(tab.row(officer.callsign)).toContainText(/[5-9] s/, { timeout: 12_000 })
})

test('[UI-405, UI-223, UI-224] one tab of a profile sounds, and the next takes over', async ({
  desk,
  openConsole,
  onDuty,
}) => {
  const officer = desk.spareOfficer()
  const phone = await onDuty(officer)
  const first = await openConsole(desk.cast.controller)
  await first.turnSoundOn()
  const second = await first.openAnother()
  await second.turnSoundOn()
  await expect(second.page.getByRole('button', { name: 'Sound in another tab: test' })).toBeVisible()

  const pressedMs = Date.now()
  await phone.press()
  await expectFivePulses(first, pressedMs)
  await expect(second.alarm(officer.callsign)).toBeVisible()
  expect(await second.tonesSince(pressedMs)).toEqual([])

  await first.page.close()
  const takenOverMs = Date.now()
  await expectFivePulses(second, takenOverMs)
})

/** The sound of an emergency: five rising pulses, and not those of anything else. */
async function expectFivePulses(tab: ConsoleTab, sinceMs: number): Promise<void> {
  await expect.poll(async () => (await tab.tonesSince(sinceMs)).length).toBeGreaterThanOrEqual(5)
  const heard = (await tab.tonesSince(sinceMs)).slice(0, 5)
  expect(heard.map(({ hz }) => hz)).toEqual([523, 659, 784, 659, 784])
}
