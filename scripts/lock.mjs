// SPDX-License-Identifier: Apache-2.0
// @ts-check
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { PlainFault, root } from './plain-fault.mjs'

/** No install or build takes this long; an older lock belongs to a pid that is used again. */
const staleAfterMs = 30 * 60_000
const limits = { waitMs: 15 * 60_000, lookEveryMs: 300 }

/**
 * Does something that two processes must not do at once in this clone; waits for the other one.
 *
 * @template T
 * @param {() => Promise<T>} act
 * @param {string} [file]
 * @returns {Promise<T>}
 */
export async function alone(act, file = path.join(root, '.cache', 'setup.lock')) {
  mkdirSync(path.dirname(file), { recursive: true })
  await take(file)
  const drop = () => rmSync(file, { force: true })
  process.once('exit', drop)
  try {
    return await act()
  } finally {
    process.off('exit', drop)
    drop()
  }
}

/** @param {string} file */
async function take(file) {
  for (let waitedMs = 0; ; waitedMs += limits.lookEveryMs) {
    if (created(file)) return
    const holder = holderOf(file)
    if (holder === null) {
      rmSync(file, { force: true })
      continue
    }
    if (waitedMs === 0) console.log(`Another setup or build is under way here (process ${holder}); waiting for it …`)
    if (waitedMs >= limits.waitMs)
      throw new PlainFault(`Process ${holder} has been setting up for 15 minutes. Stop it and start again.`)
    await sleep(limits.lookEveryMs)
  }
}

/** @param {string} file */
function created(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/**
 * @param {string} file
 * @returns {number | null} the live process that holds the lock; null when it is stale
 */
export function holderOf(file) {
  try {
    const ageMs = Date.now() - statSync(file).mtimeMs
    const text = readFileSync(file, 'utf8')
    // Just made and not yet written.
    if (text === '' && ageMs < 2_000) return 0
    const pid = Number(text)
    if (!Number.isSafeInteger(pid) || pid <= 0 || ageMs > staleAfterMs) return null
    process.kill(pid, 0)
    return pid
  } catch (error) {
    const isOthers = error instanceof Error && 'code' in error && error.code === 'EPERM'
    return isOthers ? Number(readFileSync(file, 'utf8')) : null
  }
}
