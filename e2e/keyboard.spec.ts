// SPDX-License-Identifier: Apache-2.0
import { expect, test } from './fixtures'

test('[UI-430, UI-431] the room by keyboard alone, and with single keys off', async ({ desk, openConsole }) => {
  const officers = desk.trackedOfficers().slice(0, 3)
  for (const officer of officers) await desk.bookOnSeen(officer)
  const [first, second] = officers
  if (first === undefined || second === undefined) throw new Error('the small agency tracks too few')
  const tab = await openConsole(desk.cast.controller)
  const { keyboard } = tab.page
  await tab.expectMap()
  await expect(tab.row(first.callsign)).toContainText('±8 m')

  await keyboard.press('/')
  await expect(tab.search).toBeFocused()
  await desk.pressFor(second)
  await expect(tab.alarm(second.callsign)).toBeVisible()
  // A letter that is typed is text, not a command.
  await keyboard.type('anv')
  await expect(tab.search).toHaveValue('anv')
  await expect(tab.alarm(second.callsign)).toContainText('unacknowledged')
  await tab.search.fill('')
  await keyboard.press('Escape')

  await keyboard.press('j')
  await keyboard.press('j')
  const chosen = tab.units.getByRole('row', { selected: true })
  await expect(chosen).toHaveAttribute('aria-rowindex', '3')
  await keyboard.press('k')
  await expect(chosen).toHaveAttribute('aria-rowindex', '2')
  expect(tab.place().zoom, 'choosing moves no map').toBe(5.2)
  await keyboard.press('g')
  await expect.poll(() => tab.place().zoom).toBe(14)
  await keyboard.press('a')
  await expect(tab.alarm(second.callsign)).toContainText('acknowledged by')

  await keyboard.press('Control+k')
  await tab.page.getByRole('combobox', { name: 'Command' }).fill(`go ${first.callsign}`)
  await keyboard.press('Enter')
  await expect.poll(() => tab.place().lat).toBeCloseTo(desk.standsAt(first).lat, 3)
  await expect(tab.page.getByRole('region', { name: 'Unit card' })).toContainText(first.callsign)
  // Escape closes what lies on top, and only that.
  await keyboard.press('?')
  await expect(tab.page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await keyboard.press('Escape')
  await expect(tab.page.getByRole('dialog')).toBeHidden()
  await expect(tab.page.getByRole('region', { name: 'Unit card' })).toContainText(first.callsign)
  await keyboard.press('Escape')
  await expect(tab.page.getByText('Nothing is chosen')).toBeVisible()

  await keyboard.press('?')
  await tab.page.getByRole('checkbox', { name: 'Single keys act' }).uncheck()
  await keyboard.press('Escape')
  await expect(tab.page.getByRole('dialog')).toBeHidden()
  await keyboard.press('j')
  await keyboard.press('/')
  await keyboard.press('?')
  await expect(tab.search).not.toBeFocused()
  await expect(tab.page.getByRole('dialog')).toBeHidden()
  await expect(chosen).toHaveCount(0)
  await keyboard.press('Control+k')
  await expect(tab.page.getByRole('dialog', { name: 'Commands' })).toBeVisible()
})
