// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from '@playwright/test'
import { browserArgs, findBrowser } from './browser'

const onCi = process.env['CI'] !== undefined
/** MUSTER_E2E_PROVE=1 runs the long proofs instead of the ordinary tests. */
const selection = process.env['MUSTER_E2E_PROVE'] === '1' ? { grep: /@prove/ } : { grepInvert: /@prove/ }

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../test-results',
  globalSetup: './build-first.config.ts',
  ...selection,
  // Each worker has a server, a database and a browser of its own; two cores carry two.
  workers: Number(process.env['MUSTER_E2E_WORKERS'] ?? 2),
  fullyParallel: false,
  forbidOnly: onCi,
  // A press that is lost once is lost: no second try hides it.
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: 'line',
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: await findBrowser(), args: browserArgs },
    actionTimeout: 10_000,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  },
})
