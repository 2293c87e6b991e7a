// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from 'vitest/config'

const needsPostgres = ['server/src/**/*.db.test.ts', 'server/src/shell/embedded/*.test.ts']

export default defineConfig({
  test: {
    // Two cores: more workers than this only take turns, and the database wants one of them.
    maxWorkers: 2,
    testTimeout: 40_000,
    hookTimeout: 60_000,
    // What happens on the server's own time is waited for as long on a busy machine as on a calm one.
    expect: { poll: { timeout: 10_000 } },
    // A focused test hides all others: refused here as well as by the linter.
    allowOnly: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            '{contract,proof,server,ui,console,field,scenarios,bench}/src/**/*.test.{ts,tsx}',
            'ui/basemap/**/*.test.mjs',
            '{house,scripts}/**/*.test.{ts,mjs}',
          ],
          exclude: ['**/node_modules/**', ...needsPostgres],
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: needsPostgres,
          globalSetup: 'server/src/testing/global-setup.ts',
        },
      },
    ],
  },
})
