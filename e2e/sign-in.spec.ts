// SPDX-License-Identifier: Apache-2.0
import { expect, test } from './fixtures'

const banner = 'DEMO: nothing here is real, and no call for help goes anywhere.'

test('[UI-434, UI-305] the demo asks whom to sign in as, and says on every page that it is one', async ({
  desk,
  browser,
  server,
  watch,
}) => {
  const context = await browser.newContext({ baseURL: server.url })
  await watch.over(context)
  const page = await context.newPage()
  await page.goto('/')
  await expect(page.getByText(banner)).toBeVisible()
  const name = desk.name(desk.cast.supervisor)
  await page.getByRole('region', { name: 'Demo people' }).getByRole('button', { name }).click()
  await expect(page.getByRole('banner')).toContainText(`${name}Control-room supervisor`)
  await expect(page.getByText(banner)).toBeVisible()
  await expect(page.getByRole('group', { name: 'Live feed' })).toContainText(/live/i)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('region', { name: 'Demo people' })).toBeVisible()
  await page.goto('/kit')
  await expect(page.getByRole('region', { name: 'Demo people' })).toBeVisible()
  await page.goto('/field/')
  await expect(page.getByText('DEMO. This is not a real control room.')).toBeVisible()
  await context.close()
})

test('[UI-435, UI-204] a page says when it is not open to somebody, and asks the server nothing', async ({
  desk,
  openOffice,
}) => {
  const { page } = await openOffice(desk.cast.inspector, '/people')
  await expect(page.getByText('People is not open to your roles')).toBeVisible()
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  for (const [path, title] of [
    ['/quarantine', 'Quarantine is not open to your roles'],
    ['/kit', 'Kit is not open to your roles'],
    ['/devices', 'Devices is not open to your roles'],
  ] as const) {
    await page.goto(path)
    await expect(page.getByText(title)).toBeVisible()
  }
  const known = new Set(['/api/v1/setup', '/api/v1/session'])
  expect(asked.filter((path) => path.startsWith('/api/') && !known.has(path))).toEqual([])

  const officer = await openOffice(desk.cast.officer, '/')
  await expect(officer.page.getByText('Officers work in the field app')).toBeVisible()
  await officer.page.getByRole('link', { name: 'Open the field app' }).click()
  await expect(officer.page.getByRole('button', { name: /^Emergency: hold/ })).toBeVisible()
})
