// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from './fixtures'

const cutMs = 20_000

test('[UI-410, UI-411, UI-412] a press while the network is cut for 20 s', async ({ desk, openConsole, onDuty }) => {
  const officer = desk.spareOfficer()
  const { callsign } = officer
  const tab = await openConsole(desk.cast.controller)
  const phone = await onDuty(officer)
  await phone.expectKept()
  await phone.expectPlaceKept()

  await phone.loseNetwork()
  const { fromMs, untilMs } = await phone.press()
  await expect(phone.emergencyState).toContainText('NOT DELIVERED')
  const call = phone.page.getByRole('link', { name: 'Call 999' })
  await expect(call).toHaveAttribute('href', 'tel:999')
  await expect(phone.page.getByText('Grid TQ 3022 7837')).toBeVisible()

  // The app starts from what it kept, and the press with it.
  await phone.page.reload()
  await expect(phone.emergencyState).toContainText('NOT DELIVERED')
  await expect(call).toBeVisible()
  await expect(phone.page.getByText(callsign)).toBeVisible()

  await sleep(Math.max(0, untilMs + cutMs - Date.now()))
  await expect(phone.emergencyState).toContainText('NOT DELIVERED')
  await expect(tab.alarms).toContainText('No open alarms')
  await phone.findNetwork()
  await phone.expectReceived()
  await expect(call).toBeHidden()

  await expect(tab.alarm(callsign)).toHaveCount(1)
  const [alarm, ...more] = await desk.alarmsOf(officer.unit.id)
  expect(more).toEqual([])
  expect(alarm?.presses).toBe(1)
  expect(alarm?.pressedAt).toBeGreaterThanOrEqual(fromMs)
  expect(alarm?.pressedAt).toBeLessThanOrEqual(untilMs)
  expect((alarm?.receivedAt ?? 0) - (alarm?.pressedAt ?? 0)).toBeGreaterThanOrEqual(cutMs)

  await tab
    .alarm(callsign)
    .getByRole('button', { name: `${callsign} EMERGENCY` })
    .click()
  const panel = tab.page.getByRole('region', { name: 'Alarm', exact: true })
  await expect(panel).toContainText(`Pressed${clock(alarm?.pressedAt ?? 0)}Received${clock(alarm?.receivedAt ?? 0)}`)
})

/** As the console writes it, in its own zone. */
function clock(ms: number): string {
  return new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: 'Europe/London' }).format(ms)
}
