// SPDX-License-Identifier: Apache-2.0
// @ts-check
import { build } from './build.mjs'
import { check } from './check.mjs'
import { inWords, none, sum } from './counts.mjs'
import { PlainFault, runIfMain, secondsSince } from './plain-fault.mjs'
import { setUp } from './setup.mjs'
import { runPlaywright, runVitest } from './suites.mjs'

/** @typedef {import('./counts.mjs').Counts} Counts */
/** @typedef {'check' | 'vitest' | 'e2e'} Stage */

/** @type {readonly Stage[]} */
const stages = ['check', 'vitest', 'e2e']

/**
 * `npm test`: every check and every test, none of them stopped by a failure of another.
 *
 * @param {readonly Stage[]} wanted
 * @returns {Promise<number>} 0 when nothing failed and something ran
 */
async function testAll(wanted) {
  await setUp()
  let [failedChecks, counts] = [0, none]
  if (wanted.includes('check'))
    failedChecks = await stage('check', () => check({ withUnitTests: false }), checksInWords)
  if (wanted.includes('vitest')) counts = sum(counts, await stage('vitest', allVitest, inWords))
  if (wanted.includes('e2e')) counts = sum(counts, await stage('e2e', browserTests, inWords))
  if (failedChecks > 0) console.log(`\n${failedChecks} of the checks failed.`)
  const ranTests = counts.passed + counts.failed > 0
  const shouldHave = wanted.some((name) => name !== 'check')
  if (shouldHave && !ranTests) console.log('\nNo test ran, which is a failure.')
  console.log(`\n${inWords(counts)}`)
  return failedChecks === 0 && counts.failed === 0 && (ranTests || !shouldHave) ? 0 : 1
}

async function allVitest() {
  return (await runVitest([], { shown: true })).counts
}

/** @returns {Promise<Counts>} */
async function browserTests() {
  try {
    await build()
  } catch (error) {
    if (!(error instanceof PlainFault)) throw error
    console.log(error.message)
    return { ...none, failed: 1 }
  }
  return runPlaywright()
}

/**
 * @template T
 * @param {Stage} name
 * @param {() => Promise<T>} run
 * @param {(result: T) => string} words
 */
async function stage(name, run, words) {
  const startedMs = performance.now()
  console.log(`\n== ${name}`)
  const result = await run()
  console.log(`== ${name}: ${words(result)} (${secondsSince(startedMs)})`)
  return result
}

/** @param {number} failed */
function checksInWords(failed) {
  return failed === 0 ? 'all is well' : `${failed} failed`
}

/**
 * @param {readonly string[]} args what follows `npm test --`
 * @returns {readonly Stage[]}
 */
export function stagesWanted(args) {
  const [option, name, ...rest] = args
  if (option === undefined) return stages
  const found = stages.filter((stageName) => stageName === name)
  if (option !== '--only' || found.length === 0 || rest.length > 0)
    throw new PlainFault(`Unknown option "${args.join(' ')}". Use --only check, --only vitest or --only e2e.`)
  return found
}

runIfMain(import.meta.url, async () => testAll(stagesWanted(process.argv.slice(2))))
