// SPDX-License-Identifier: Apache-2.0
import { expect, test } from './fixtures'

test('[UI-401] from enrolment to a closed alarm', async ({ desk, openConsole, onDuty }) => {
  const officer = desk.spareOfficer()
  const { callsign } = officer
  const one = await openConsole(desk.cast.controller)
  const two = await openConsole(desk.cast.clearedController)
  await one.turnSoundOn()
  await two.turnSoundOn()

  const phone = await onDuty(officer)
  await expect(one.row(callsign)).toContainText(/±7 m/)
  await one.row(callsign).click()
  await expect(one.marker(callsign)).toBeVisible()

  const pressedMs = Date.now()
  await phone.press()
  await phone.expectReceived()
  for (const tab of [one, two]) {
    await expect(tab.alarm(callsign)).toContainText('unacknowledged')
    await expect.poll(async () => (await tab.tonesSince(pressedMs)).length).toBeGreaterThanOrEqual(5)
  }
})
