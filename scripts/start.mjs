// SPDX-License-Identifier: Apache-2.0
// @ts-check
import { chmodSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { build } from './build.mjs'
import { eachLine, exitOf, startHeld, stopHeld } from './child.mjs'
import { askHealth } from './health.mjs'
import { PlainFault, root, runIfMain, secondsSince } from './plain-fault.mjs'
import { openServerLog, plainWords, withoutRepeats } from './server-log.mjs'
import { ownUrl, readSettings, withFreePort } from './settings.mjs'
import { setUp } from './setup.mjs'

/** @typedef {import('./child.mjs').ChildProcess} ChildProcess */
/** @typedef {import('./settings.mjs').Settings} Settings */

/** Together under the 10 s in which everything has to be gone. */
const stopPatienceMs = { demo: 2_500, server: 6_500 }

/** @returns {Promise<number>} the exit code: 0 when asked to stop, 1 when the server ended by itself */
async function start() {
  const startedMs = performance.now()
  const stopAsked = untilStopAsked()
  const settings = await withFreePort(readSettings(process.env))
  const prepared = setUp()
    .then(() => build())
    .then(() => 'prepared')
  // Nothing is running yet that would have to be stopped in order.
  if ((await Promise.race([prepared, stopAsked])) === 'asked') process.exit(0)
  const url = ownUrl(settings)
  const server = startServer(settings)
  /** @type {ChildProcess | null} */
  let demo = null
  try {
    const up = await Promise.race([untilHealthy(url, server.child), stopAsked])
    if (up === 'ended') throw new PlainFault(await server.lastWords())
    if (up === 'healthy' && settings.isDemo) {
      demo = startDemo(url)
      await Promise.race([untilInMotion(demo), exitOf(server.child), stopAsked])
    }
    if (up === 'healthy' && server.child.exitCode === null) tellWhere(settings, url, startedMs)
    const end = await Promise.race([exitOf(server.child).then(() => 'ended'), stopAsked])
    if (end === 'ended') throw new PlainFault(await server.lastWords())
    return 0
  } finally {
    if (demo) await stopHeld(demo, stopPatienceMs.demo)
    const isRunning = server.child.exitCode === null && server.child.signalCode === null
    if (isRunning) console.log('\nStopping …')
    const how = await stopHeld(server.child, stopPatienceMs.server)
    if (isRunning)
      console.log(how === 'stopped' ? 'Muster has stopped.' : 'Muster did not stop in time and was killed.')
  }
}

/** @param {Settings} settings */
function startServer(settings) {
  const env = {
    MUSTER_HOST: settings.host,
    MUSTER_PORT: String(settings.port),
    MUSTER_DATA: settings.dataDir,
    MUSTER_DEMO: settings.isDemo ? '1' : '0',
    ...(settings.isDemo && !process.env.MUSTER_AGENCY ? { MUSTER_AGENCY: 'National Serious Crime Service' } : {}),
    MUSTER_PARENT_PIPE: '1',
  }
  // As root, PostgreSQL's user has to pass through it; the server sets the modes of what is inside.
  if (mkdirSync(settings.dataDir, { recursive: true }) !== undefined) chmodSync(settings.dataDir, 0o711)
  const logFile = path.join(settings.dataDir, 'log', 'server.log')
  const log = openServerLog(logFile)
  const args = ['--enable-source-maps', path.join(root, 'server', 'dist', 'main.js')]
  const child = startHeld(process.execPath, args, env)
  const show = withoutRepeats((text) => console.log(`  ${text}`))
  let last = ''
  /** @param {string} line */
  const hear = (line) => {
    log.write(line)
    const words = plainWords(line)
    // Connections that break while everything is stopped on purpose are nobody's worry.
    if (words === null || child.stdin.writableEnded) return
    last = words
    show(words)
  }
  eachLine(child.stdout, hear)
  eachLine(child.stderr, hear)
  const lastWords = async () => {
    // Its last lines may still be on their way.
    await sleep(100)
    const why = last === '' ? '' : ', for the reason above'
    return `The server ended by itself${why}. Its log: ${logFile}`
  }
  return { child, lastWords }
}

/**
 * @param {string} url
 * @param {ChildProcess} server
 * @returns {Promise<'healthy' | 'ended'>}
 */
async function untilHealthy(url, server) {
  console.log('Starting the server …')
  const show = withoutRepeats((reasons) => console.log(`  waiting: ${reasons}`))
  const ended = exitOf(server).then(() => /** @type {const} */ ('ended'))
  for (;;) {
    const now = await Promise.race([askHealth(url), ended])
    if (now === 'ended') return 'ended'
    if (now.isHealthy) return 'healthy'
    if (now.reasons !== '') show(now.reasons)
    await sleep(150)
  }
}

/** @param {string} url */
function startDemo(url) {
  console.log('Loading the demo agency …')
  const script = path.join(root, 'scenarios', 'dist', 'demo.js')
  const env = { MUSTER_URL: url, MUSTER_PARENT_PIPE: '1' }
  return startHeld(process.execPath, ['--enable-source-maps', script], env)
}

/**
 * Shows what the demo says; resolves when its shift is in motion, or when it ended.
 *
 * @param {ChildProcess} demo
 * @returns {Promise<void>}
 */
function untilInMotion(demo) {
  return new Promise((resolve) => {
    eachLine(demo.stdout, (line) => {
      if (line.trim() === 'demo: ready') resolve()
      else console.log(`  ${line}`)
    })
    eachLine(demo.stderr, (line) => console.log(`  ${line}`))
    void exitOf(demo).then((code) => {
      if (code !== 0) console.log('  The demo shift ended by itself; the server goes on without it.')
      resolve()
    })
  })
}

/** @param {Settings} settings @param {string} url @param {number} startedMs */
function tellWhere({ isDemo, dataDir }, url, startedMs) {
  const signIn = isDemo
    ? 'This is a demo: each page asks whom you want to sign in as. No password.'
    : 'Sign in with your own account, or as the administrator named by MUSTER_ADMIN.'
  const lines = [
    `Muster is ready (${secondsSince(startedMs)}).`,
    '',
    `  Control room and offices   ${url}/`,
    `  Officer's app              ${url}/field/`,
    '',
    `  ${signIn}`,
    `  Data and log: ${dataDir}. Stop with Ctrl-C.`,
  ]
  console.log(`\n${lines.join('\n')}\n`)
}

/** Resolves at the first Ctrl-C or SIGTERM; at the second the process goes at once, and its children with it. */
function untilStopAsked() {
  return new Promise((resolve) => {
    let asked = 0
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
      process.on(signal, () => {
        asked += 1
        // Gone with this process are the pipes that hold the children: they stop by themselves.
        if (asked > 1) process.exit(1)
        resolve('asked')
      })
  })
}

runIfMain(import.meta.url, start)
