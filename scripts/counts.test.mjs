// SPDX-License-Identifier: Apache-2.0
// @ts-check
import { expect, test } from 'vitest'
import { inWords, judged, none, playwrightCounts, sum, takeReport, vitestCounts } from './counts.mjs'

const counts = { passed: 3, failed: 0, skipped: 1 }

test('[HO-212] vitest: passed, failed, skipped and to do; a file that did not load is a failure', () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: [
      { status: 'failed', assertionResults: [{ status: 'failed' }] },
      { status: 'failed', assertionResults: [] },
    ],
  }
  expect(vitestCounts(report)).toEqual({ passed: 5, failed: 2, skipped: 3 })
})

test('[HO-212] Playwright: flaky passes, an error outside any test is a failure', () => {
  const report = { stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{ message: 'no server' }] }
  expect(playwrightCounts(report)).toEqual({ passed: 8, failed: 2, skipped: 2 })
})

test.each([
  ['all passed', counts, 0, 0],
  ['all passed, yet an error', counts, 1, 1],
  ['failures are counted once', { ...counts, failed: 2 }, 1, 2],
  ['nothing ran', none, 0, 1],
  ['all were skipped', { ...none, skipped: 9 }, 0, 1],
])('[HO-212] %s', (_what, found, exitCode, failed) => {
  expect(judged(found, exitCode).failed).toBe(failed)
})

test('[HO-212] a missing report counts nothing and so fails', () => {
  const found = takeReport('/nowhere/report.json')
  expect(judged(vitestCounts(found), 0)).toEqual({ ...none, failed: 1 })
  expect(judged(playwrightCounts(found), 0)).toEqual({ ...none, failed: 1 })
})

test('[HO-212] the closing line adds up', () => {
  expect(inWords(sum(counts, { passed: 1, failed: 2, skipped: 0 }))).toBe('4 passed, 2 failed, 1 skipped')
})
