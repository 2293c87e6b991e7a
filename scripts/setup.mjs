// SPDX-License-Identifier: Apache-2.0
// @ts-check
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { runToEnd } from './child.mjs'
import { alone } from './lock.mjs'
import { PlainFault, root, runIfMain, secondsSince } from './plain-fault.mjs'
import { complaintAbout, thisMachine } from './requirements.mjs'

const lockFile = path.join(root, 'package-lock.json')
const stampFile = path.join(root, 'node_modules', '.muster-setup')

/**
 * Makes this clone ready to build: checks the machine and installs the packages of the lock file, if they are not.
 *
 * @throws {PlainFault}
 */
export async function setUp() {
  const complaint = complaintAbout(thisMachine())
  if (complaint !== null) throw new PlainFault(complaint)
  if (isStamped()) return
  await alone(async () => {
    // Whoever held the lock may have installed them meanwhile; or somebody ran npm by hand.
    if (isStamped()) return
    const installed = textOf(path.join(root, 'node_modules', '.package-lock.json'))
    if (installed === null || !isInstalled(readFileSync(lockFile, 'utf8'), installed)) await install()
    writeFileSync(stampFile, stamp())
  })
}

/**
 * Whether the packages that npm noted in node_modules are those of the lock file. Optional ones may be missing:
 * most are for other platforms.
 *
 * @param {string} wantedLock text of package-lock.json
 * @param {string} installedLock text of node_modules/.package-lock.json
 */
export function isInstalled(wantedLock, installedLock) {
  const [wanted, installed] = [packagesOf(wantedLock), packagesOf(installedLock)]
  return Object.entries(wanted).every(([place, entry]) => {
    if (!place.includes('node_modules/') || entry.link === true) return true
    const found = installed[place]
    return found === undefined ? entry.optional === true || entry.devOptional === true : found.version === entry.version
  })
}

/**
 * What the end of npm's output means for the person at the keyboard.
 *
 * @param {string} output
 */
export function installFault(output) {
  if (/ENOSPC|no space left on device/i.test(output))
    return 'The disk became full while installing. Free about 2 GB and start again.'
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET/.test(output))
    return `npm could not reach the package registry. Check the network and npm's settings (npm config list).\n${npmsWords(output)}`
  if (/EACCES|EPERM|EROFS/.test(output))
    return `npm may not write here. Give this user the directory ${root}.\n${npmsWords(output)}`
  return `"npm ci" failed:\n${npmsWords(output)}`
}

/**
 * Whether "npm ci" refused only because the lock file does not list binaries for some platforms. It then names them
 * without a version: a lock file can list only those that the registry had when it was written.
 *
 * @param {string} output
 */
export function lacksOnlyPlatforms(output) {
  const faults = output.split('\n').filter((line) => /^npm error (Missing|Invalid): /.test(line))
  return faults.length > 0 && faults.every((line) => /^npm error Missing: \S+@ from lock file$/.test(line.trimEnd()))
}

/** NODE_ENV=production would leave out what the build needs. */
const everyKind = ['--include=dev', '--include=optional']

async function install() {
  const startedMs = performance.now()
  console.log('Installing packages (the first time this takes a minute or two) …')
  // Under "npm start" npm tells where it is; otherwise it is the one on the path.
  const npm = process.env['npm_execpath'] ?? ''
  const [file, before] = npm.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []]
  /** @param {readonly string[]} args */
  const run = (args) => runToEnd(file, [...before, ...args, ...everyKind])
  let ended = await run(['ci'])
  // The same versions from the same lock file, which stays as it is.
  if (ended.code !== 0 && lacksOnlyPlatforms(ended.output)) ended = await run(['install', '--no-save'])
  if (ended.code !== 0) throw new PlainFault(installFault(ended.output))
  console.log(`Packages installed in ${secondsSince(startedMs)}.`)
}

function isStamped() {
  return existsSync(stampFile) && textOf(stampFile) === stamp()
}

/** Binary packages differ by platform, so a node_modules that was carried elsewhere does not count. */
function stamp() {
  const hash = createHash('sha256').update(readFileSync(lockFile)).digest('hex')
  return `${hash} ${process.platform}-${process.arch}\n`
}

/** @param {string} text @returns {Record<string, { version?: string, link?: boolean, optional?: boolean, devOptional?: boolean }>} */
function packagesOf(text) {
  try {
    return JSON.parse(text).packages ?? {}
  } catch {
    return {}
  }
}

/** @param {string} file */
function textOf(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

/** npm tells the reason first and its whole usage after it; without such lines the end says most. @param {string} output */
function npmsWords(output) {
  const lines = output.trim().split('\n')
  const errors = lines.filter((line) => /^npm (error|ERR!) \S/.test(line))
  return (errors.length > 0 ? errors.slice(0, 12) : lines.slice(-12)).join('\n')
}

runIfMain(import.meta.url, async () => {
  await setUp()
  console.log('Packages are up to date.')
  return 0
})
