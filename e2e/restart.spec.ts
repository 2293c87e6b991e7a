// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises'
import type { AgencyDesk, Officer } from './agency-desk'
import type { ConsoleTab } from './console-tab'
import type { FieldPhone } from './field-phone'
import { expect, test } from './fixtures'
import type { MusterServer } from './muster-server'

interface Scene {
  readonly server: MusterServer
  readonly desk: AgencyDesk
  readonly officer: Officer
  readonly phone: FieldPhone
  readonly consoles: readonly [ConsoleTab, ConsoleTab]
}

test('[UI-413, UI-414] killed between press and acknowledgement', async ({ server, desk, openConsole, onDuty }) => {
  test.setTimeout(120_000)
  const officer = desk.spareOfficer()
  const consoles = [await openConsole(desk.cast.controller), await openConsole(desk.cast.supervisor)] as const
  const scene = { server, desk, officer, consoles, phone: await onDuty(officer) }
  await pressKilled(scene, () => scene.phone.expectReceived())
  // Killed at once: the press may or may not have arrived.
  await pressKilled(scene, () => Promise.resolve())
})

test('[UI-413] ten times, at any moment @prove', async ({ server, desk, openConsole, onDuty }) => {
  test.setTimeout(600_000)
  const officer = desk.spareOfficer()
  const consoles = [await openConsole(desk.cast.controller), await openConsole(desk.cast.supervisor)] as const
  const scene = { server, desk, officer, consoles, phone: await onDuty(officer) }
  for (let round = 0; round < 10; round += 1) await pressKilled(scene, () => sleep(round * 40))
})

/** One press, a kill when `untilKill` resolves, a restart: one alarm with one press, seen, acknowledged and closed. */
async function pressKilled({ server, desk, officer, phone, consoles }: Scene, untilKill: () => Promise<unknown>) {
  const { callsign } = officer
  const before = new Set((await desk.alarmsOf(officer.unit.id)).map(({ id }) => id))
  await phone.press()
  await untilKill()
  await server.kill9()
  for (const { page } of consoles) await expect(page.getByText('The feed is lost.')).toBeVisible()
  await server.start()

  await phone.expectReceived(30_000)
  const raised = async () => (await desk.alarmsOf(officer.unit.id)).filter(({ id }) => !before.has(id))
  const known = await raised()
  expect(known.map(({ presses, closedAt }) => ({ presses, closedAt }))).toEqual([{ presses: 1, closedAt: null }])
  for (const tab of consoles) {
    await tab.expectLive()
    await expect(tab.page.getByText('The feed is lost.')).toBeHidden()
    await expect(tab.alarm(callsign), 'the alarm stands, once').toHaveText([/EMERGENCY.*unacknowledged/])
  }
  const [one, two] = consoles
  await one.acknowledge(callsign).click()
  // Under the pointer the strip would keep the card of a closed alarm.
  await one.map.hover()
  await expect(two.alarm(callsign)).toContainText('acknowledged by')

  expect((await raised()).map(({ presses, recorded }) => ({ presses, recorded }))).toEqual([
    { presses: 1, recorded: true },
  ])
  for (const { id } of known) expect(await desk.transcriptOf(id)).toEqual(['pressed', 'acknowledged'])
  await desk.closeAlarms()
  await expect(phone.emergencyState).toContainText('Closed by control', { timeout: 20_000 })
  await phone.page.getByRole('button', { name: 'Hide this' }).click()
  for (const tab of consoles) await expect(tab.alarms).toContainText('No open alarms')
}
