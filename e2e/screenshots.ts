// SPDX-License-Identifier: Apache-2.0
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { browserArgs, findBrowser } from './browser'
import { root } from './muster-server'

/**
 * Takes the pictures of the README from a demo that is running: `npm start` in one terminal, then
 * `npx tsx e2e/screenshots.ts [address]` in another. Writes docs/images/console.png and docs/images/field.png.
 */
const url = process.argv[2] ?? 'http://127.0.0.1:8780'
const folder = path.join(root, 'docs', 'images')
const settleMs = 4_000
const alarmPatienceMs = 240_000

async function takeAll(): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserArgs })
  try {
    await takeField(browser)
    await takeConsole(browser)
  } finally {
    await browser.close()
  }
}

async function takeConsole(browser: Browser): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 950 }, locale: 'en-GB' })
  await page.goto(`${url}/?theme=dark&lat=52.3&lon=-1.2&zoom=6.6`)
  await page
    .getByRole('button', { name: /control.room supervisor/i })
    .first()
    .click()
  await page.getByRole('button', { name: 'Turn sound on and test' }).click()
  await page.getByRole('button', { name: 'Yes, I heard it' }).click()
  await page.locator('canvas.maplibregl-canvas').waitFor()
  await page.getByRole('grid', { name: 'Units' }).getByRole('row').nth(4).click()
  await page.getByRole('region', { name: 'Unit card' }).getByRole('listitem').first().waitFor()
  // The demo's first officer presses a minute and a half after the shift began.
  await page.getByRole('region', { name: 'Alarms' }).getByRole('listitem').first().waitFor({ timeout: alarmPatienceMs })
  await save(page, 'console.png')
}

async function takeField(browser: Browser): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    locale: 'en-GB',
    colorScheme: 'dark',
    permissions: ['geolocation'],
    geolocation: { latitude: 51.4893, longitude: -0.1257, accuracy: 7 },
  })
  const page = await context.newPage()
  await page.goto(`${url}/field/`)
  await page.getByRole('region', { name: 'Sign in as an officer' }).getByRole('button').first().click()
  await page.getByRole('heading', { name: 'Duty', exact: true }).waitFor()
  const off = page.getByText('Not booked on', { exact: true })
  await off.or(page.getByText(/^Booked on since/)).waitFor()
  if (await off.isVisible()) await page.getByRole('button', { name: 'Book on', exact: true }).first().click()
  await page.getByText(/^Booked on since/).waitFor()
  await save(page, 'field.png')
}

/** What has just been asked for arrives, and what moves comes to rest. */
async function save(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0)
  await page.waitForTimeout(settleMs)
  await page.screenshot({ path: path.join(folder, name) })
  console.log(path.relative(root, path.join(folder, name)))
}

await takeAll()
