// SPDX-License-Identifier: Apache-2.0
// @ts-check
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { nodeTool, runToEnd } from './child.mjs'
import { judged, none, playwrightCounts, takeReport, vitestCounts } from './counts.mjs'
import { root } from './plain-fault.mjs'

/** @typedef {import('./counts.mjs').Counts} Counts */

const reports = path.join(root, '.cache')

/**
 * Runs vitest; its own output is shown when `shown`, or when something failed.
 *
 * @param {readonly string[]} args
 * @param {{ shown: boolean, env?: Record<string, string> }} options
 * @returns {Promise<{ counts: Counts, output: string }>}
 */
export async function runVitest(args, { shown, env = {} }) {
  const report = freshReport('vitest')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const command = nodeTool('vitest/vitest.mjs', ['run', ...reporters, ...args])
  const ended = await runToEnd(...command, { shown, env })
  return { counts: judged(vitestCounts(takeReport(report)), ended.code), output: ended.output }
}

/** @returns {Promise<Counts>} */
export async function runPlaywright() {
  const config = path.join(root, 'e2e', 'playwright.config.ts')
  if (!existsSync(config)) {
    console.log(
      '!!! NO BROWSER TESTS RAN: e2e/playwright.config.ts does not exist. They count as one skipped test. !!!',
    )
    return { ...none, skipped: 1 }
  }
  const report = freshReport('playwright')
  const command = nodeTool('@playwright/test/cli.js', ['test', '-c', config, '--reporter=line,json'])
  const ended = await runToEnd(...command, {
    shown: true,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report, PLAYWRIGHT_FORCE_TTY: '0' },
  })
  return judged(playwrightCounts(takeReport(report)), ended.code)
}

/** One per run: two runs at once in one clone must not read each other's. @param {string} name */
function freshReport(name) {
  mkdirSync(reports, { recursive: true })
  const file = path.join(reports, `${name}-${process.pid}.json`)
  rmSync(file, { force: true })
  return file
}
