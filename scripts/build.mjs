// SPDX-License-Identifier: Apache-2.0
// @ts-check
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { nodeTool, runToEnd } from './child.mjs'
import { fingerprint } from './fingerprint.mjs'
import { alone } from './lock.mjs'
import { PlainFault, root, runIfMain, secondsSince } from './plain-fault.mjs'
import { setUp } from './setup.mjs'

/**
 * @typedef {{ name: string, from: readonly string[], make: () => Promise<string | null> }} Part
 * `from`: the workspaces whose sources go into it; `make`: resolves to what went wrong, or null
 */

/** @type {readonly Part[]} */
const parts = [
  { name: 'console', from: ['contract', 'proof', 'ui', 'console'], make: () => buildApp('console') },
  { name: 'field', from: ['contract', 'proof', 'ui', 'field'], make: () => buildApp('field') },
  { name: 'server', from: ['contract', 'proof', 'server'], make: () => bundle('server', 'main') },
  { name: 'scenarios', from: ['contract', 'proof', 'scenarios'], make: () => bundle('scenarios', 'demo') },
]

/** What changes every part's output. */
const everyPartsPlaces = ['package-lock.json', 'tsconfig.base.json', 'scripts/build.mjs']

/**
 * Builds the parts whose sources changed since their last build.
 *
 * @param {{ force?: boolean, only?: readonly string[] }} [options]
 * @throws {PlainFault} with the tool's words
 */
export async function build({ force = false, only } = {}) {
  await alone(async () => {
    const wanted = parts.filter((part) => only === undefined || only.includes(part.name))
    const stale = wanted.filter((part) => force || !isFresh(part))
    if (stale.length === 0) return
    console.log(`Building ${stale.map((part) => part.name).join(', ')} …`)
    // All at once: the two bundles take a fraction of a second, and two apps fill two cores better than one.
    const faults = await Promise.all(stale.map(buildPart))
    const all = faults.filter((fault) => fault !== null).join('\n\n')
    if (all !== '') throw new PlainFault(all)
  })
}

/** @param {Part} part @returns {Promise<string | null>} */
async function buildPart(part) {
  const startedMs = performance.now()
  const dist = path.join(root, part.name, 'dist')
  // Taken before: a source that changes during the build makes the next one build again.
  const stamp = stampOf(part)
  rmSync(path.join(dist, '.stamp'), { force: true })
  const fault = await part.make()
  if (fault !== null) return `Building ${part.name} failed:\n${fault.trim()}`
  mkdirSync(dist, { recursive: true })
  writeFileSync(path.join(dist, '.stamp'), stamp)
  console.log(`  ${part.name} built in ${secondsSince(startedMs)}`)
  return null
}

/** @param {Part} part */
function isFresh(part) {
  const file = path.join(root, part.name, 'dist', '.stamp')
  return existsSync(file) && readFileSync(file, 'utf8') === stampOf(part)
}

/** @param {Part} part */
function stampOf(part) {
  return fingerprint(root, [...part.from, ...everyPartsPlaces])
}

/** @param {string} name */
async function buildApp(name) {
  const ended = await runToEnd(...nodeTool('vite/bin/vite.js', ['build', name, '--logLevel', 'warn']), {
    env: { NODE_ENV: 'production' },
  })
  return ended.code === 0 ? null : ended.output
}

/** @param {string} workspace @param {string} entry */
async function bundle(workspace, entry) {
  const { build: esbuild } = await import('esbuild')
  try {
    await esbuild({
      absWorkingDir: root,
      entryPoints: [`${workspace}/src/${entry}.ts`],
      outfile: `${workspace}/dist/${entry}.js`,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      sourcemap: true,
      logLevel: 'silent',
      plugins: [installedPackagesStayOutside],
    })
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/**
 * The workspaces export TypeScript, so they are bundled; what npm installed is JavaScript and stays where it is,
 * native parts and all.
 *
 * @type {import('esbuild').Plugin}
 */
const installedPackagesStayOutside = {
  name: 'installed-packages-stay-outside',
  setup(esbuild) {
    esbuild.onResolve({ filter: /^[^./]/ }, ({ path: specifier, kind }) =>
      kind === 'entry-point' || specifier.startsWith('@muster/') ? undefined : { path: specifier, external: true },
    )
  },
}

runIfMain(import.meta.url, async () => {
  await setUp()
  await build({ force: process.argv.includes('--force') })
  console.log('Everything is built.')
  return 0
})
