// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from './fixtures'

test('[UI-432] theme and view survive a reload', async ({ desk, openConsole }) => {
  const [officer] = desk.trackedOfficers()
  if (officer === undefined) throw new Error('the small agency tracks nobody')
  await desk.bookOnSeen(officer)
  const tab = await openConsole(desk.cast.controller)
  const { page } = tab
  const word = officer.callsign.split(' ')[1] ?? ''
  await page.getByRole('button', { name: 'Light', exact: true }).click()
  await tab.search.fill(word)
  await page.getByRole('button', { name: /^Not ready/ }).click()
  await tab.row(officer.callsign).click()
  await tab.expectMap()
  await page.keyboard.press('g')
  await expect.poll(() => tab.place().zoom).toBe(14)
  const address = page.url()

  await page.reload()
  await tab.expectLive()
  expect(page.url()).toBe(address)
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await expect(tab.search).toHaveValue(word)
  await expect(page.getByRole('button', { name: /^Not ready/ })).toHaveAttribute('aria-pressed', 'true')
  await expect(tab.row(officer.callsign)).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('region', { name: 'Unit card' })).toContainText(officer.callsign)
  // The unit that the map went to lies in its middle again.
  await tab.expectMap()
  const [frame, marker] = [await tab.map.boundingBox(), await tab.marker(officer.callsign).boundingBox()]
  const middle = (box: typeof frame) => (box === null ? NaN : box.x + box.width / 2)
  expect(Math.abs(middle(frame) - middle(marker))).toBeLessThan(30)
})

test('[UI-433, UI-217, UI-225, UI-251] a server that hangs is said, in amber and words, and forgotten when it is back', async ({
  desk,
  server,
  openConsole,
}) => {
  const [officer] = desk.trackedOfficers()
  if (officer === undefined) throw new Error('the small agency tracks nobody')
  await desk.bookOnSeen(officer)
  const tab = await openConsole(desk.cast.controller)
  const counts = tab.page.getByRole('contentinfo')
  await expect(counts).toContainText('1 on duty')
  server.freeze()
  const frozenMs = Date.now()
  await expect(tab.page.getByText('The feed has stalled.')).toBeVisible({ timeout: 6_000 })
  await expect(tab.page.getByText(/^Nothing new since \d\d:\d\d:\d\d/)).toBeVisible()
  await expect(tab.page.getByRole('group', { name: 'Live feed' })).toContainText('STALLED')
  await expect(tab.alarms).toContainText('Alarms: not known since')
  await expect(counts).toContainText('? ready')
  const bar = tab.page
    .locator('div')
    .filter({ has: tab.page.getByText('The feed has stalled.') })
    .last()
  const [red = 0, green = 0, blue = 0] = await bar
    .locator('svg')
    .evaluate((shape) => getComputedStyle(shape).color.match(/\d+/g)?.map(Number) ?? [])
  expect(red > green && green > blue && green > red / 2, `amber, not rgb(${red}, ${green}, ${blue})`).toBe(true)

  await sleep(Math.max(0, frozenMs + 5_000 - Date.now()))
  server.thaw()
  await tab.expectLive()
  await expect(tab.page.getByText('The feed has stalled.')).toBeHidden()
  await expect(counts).not.toContainText('? ready')
})
