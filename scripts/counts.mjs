// SPDX-License-Identifier: Apache-2.0
// @ts-check
import { readFileSync, rmSync } from 'node:fs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Counts} */
export const none = { passed: 0, failed: 0, skipped: 0 }

/** @param {Counts} one @param {Counts} other @returns {Counts} */
export function sum(one, other) {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed, skipped: one.skipped + other.skipped }
}

/** @param {Counts} counts */
export function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

/**
 * The counts in a vitest JSON report. A file that could not be loaded counts as one failure, since none of its
 * tests ran.
 *
 * @param {unknown} report
 * @returns {Counts}
 */
export function vitestCounts(report) {
  const unloaded = listOf(report, 'testResults').filter(
    (file) => valueOf(file, 'status') === 'failed' && listOf(file, 'assertionResults').length === 0,
  )
  return {
    passed: numberOf(report, 'numPassedTests'),
    failed: numberOf(report, 'numFailedTests') + unloaded.length,
    skipped: numberOf(report, 'numPendingTests') + numberOf(report, 'numTodoTests'),
  }
}

/**
 * The counts in a Playwright JSON report. A test that passed only on a second try counts as passed there; an error
 * outside any test counts as a failure.
 *
 * @param {unknown} report
 * @returns {Counts}
 */
export function playwrightCounts(report) {
  const stats = valueOf(report, 'stats')
  return {
    passed: numberOf(stats, 'expected') + numberOf(stats, 'flaky'),
    failed: numberOf(stats, 'unexpected') + listOf(report, 'errors').length,
    skipped: numberOf(stats, 'skipped'),
  }
}

/**
 * What a run amounts to. A tool that reports no failure and yet ends with an error has failed: an unhandled
 * rejection, a crash, an empty report. So has one that ran nothing.
 *
 * @param {Counts} counts
 * @param {number} exitCode
 * @returns {Counts}
 */
export function judged(counts, exitCode) {
  const ranNothing = counts.passed + counts.failed === 0
  return counts.failed === 0 && (exitCode !== 0 || ranNothing) ? { ...counts, failed: 1 } : counts
}

/**
 * Reads a report and removes it, so that the next run cannot read this one's.
 *
 * @param {string} file
 * @returns {unknown} undefined when there is none
 */
export function takeReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  } finally {
    rmSync(file, { force: true })
  }
}

/** @param {unknown} of @param {string} key @returns {unknown} */
function valueOf(of, key) {
  return typeof of === 'object' && of !== null ? Object.entries(of).find(([name]) => name === key)?.[1] : undefined
}

/** @param {unknown} of @param {string} key */
function numberOf(of, key) {
  const value = valueOf(of, key)
  return typeof value === 'number' ? value : 0
}

/** @param {unknown} of @param {string} key @returns {unknown[]} */
function listOf(of, key) {
  const value = valueOf(of, key)
  return Array.isArray(value) ? value : []
}
