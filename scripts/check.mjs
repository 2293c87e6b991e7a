// SPDX-License-Identifier: Apache-2.0
// @ts-check
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { nodeTool, runToEnd } from './child.mjs'
import { inWords } from './counts.mjs'
import { root, runIfMain, secondsSince } from './plain-fault.mjs'
import { setUp } from './setup.mjs'
import { runVitest } from './suites.mjs'

/**
 * One thing to check: null when all is well, else what the tool said.
 *
 * @typedef {{ name: string, run: () => Promise<string | null> }} Task
 */

/** More at once would only take turns on two cores. */
const atOnce = 2

/**
 * Checks format, lint, types, unused code and, unless told otherwise, the tests that need no database.
 *
 * @param {{ withUnitTests: boolean }} options
 * @returns {Promise<number>} how many of the checks failed
 */
export async function check({ withUnitTests }) {
  // The long one first, so that it does not run alone at the end.
  const tasks = [...(withUnitTests ? [unitTests] : []), lint, unused, format, ...typeTasks()]
  let failed = 0
  const next = async () => {
    for (let task = tasks.shift(); task; task = tasks.shift()) if (!(await passes(task))) failed += 1
  }
  await Promise.all(Array.from({ length: atOnce }, next))
  return failed
}

/** @param {Task} task */
async function passes(task) {
  const startedMs = performance.now()
  const fault = await task.run()
  console.log(`  ${fault === null ? 'ok    ' : 'FAILED'} ${task.name} (${secondsSince(startedMs)})`)
  if (fault !== null) console.log(fault.trim().replaceAll(/^/gm, '      '))
  return fault === null
}

/** @type {Task} */
const unitTests = {
  name: 'unit tests',
  async run() {
    const { counts, output } = await runVitest(['--project', 'unit'], { shown: false })
    console.log(`         unit tests: ${inWords(counts)}`)
    return counts.failed === 0 ? null : output
  },
}

const lint = tool('lint', 'oxlint/bin/oxlint', ['--quiet'])
const unused = tool('unused code (knip)', 'knip/bin/knip.js', ['--no-progress'])
const format = tool('format', 'oxfmt/bin/oxfmt', ['--check'])

/** @returns {Task[]} */
function typeTasks() {
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const names = folders.map((entry) => entry.name).filter((name) => name !== 'node_modules')
  const projects = ['.', ...names].flatMap(projectsIn)
  return projects.map((project) => tool(`types of ${project}`, 'typescript/bin/tsc', ['-p', project]))
}

/** A workspace has a second one where part of it runs elsewhere: a service worker. @param {string} folder */
function projectsIn(folder) {
  const names = readdirSync(path.join(root, folder)).filter((name) =>
    /^tsconfig(\.(?!base\.)[a-z-]+)?\.json$/.test(name),
  )
  return names.sort().map((name) => path.join(folder, name))
}

/** @param {string} name @param {string} file @param {string[]} args @returns {Task} */
function tool(name, file, args) {
  return {
    name,
    async run() {
      const { code, output } = await runToEnd(...nodeTool(file, args))
      return code === 0 ? null : output || `it ended with ${code} and said nothing`
    },
  }
}

runIfMain(import.meta.url, async () => {
  const startedMs = performance.now()
  await setUp()
  console.log('Checking …')
  const failed = await check({ withUnitTests: true })
  console.log(failed === 0 ? `All is well (${secondsSince(startedMs)}).` : `${failed} of the checks failed.`)
  return failed === 0 ? 0 : 1
})
