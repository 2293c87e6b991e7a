// SPDX-License-Identifier: Apache-2.0
// @ts-check
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The top of the repository; every path in these scripts starts here, whatever the current directory is. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/** Something that the person at the keyboard can mend: shown as its message alone, without a stack. */
export class PlainFault extends Error {
  /** @override */
  name = 'PlainFault'
}

/**
 * Runs a script's main function when the script itself was started, and not when a test imports it.
 *
 * @param {string} moduleUrl `import.meta.url` of the script
 * @param {() => Promise<number>} main resolves to the exit code
 */
export function runIfMain(moduleUrl, main) {
  if (process.argv[1] === undefined || path.resolve(process.argv[1]) !== fileURLToPath(moduleUrl)) return
  main().then(
    (code) => {
      process.exitCode = code
    },
    (error) => {
      console.error(error instanceof PlainFault ? `\n${error.message}` : error)
      process.exitCode = 1
    },
  )
}

/** @param {number} sinceMs a reading of performance.now() */
export function secondsSince(sinceMs) {
  return `${((performance.now() - sinceMs) / 1_000).toFixed(1)} s`
}
