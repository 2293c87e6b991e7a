// SPDX-License-Identifier: Apache-2.0
// @ts-check
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'

/** Made or fetched, not written; and tests, which no build contains. */
const left = /^(dist|node_modules|coverage|test-results|\..*)$|\.test\.(ts|tsx|mjs)$|\.md$/

/**
 * One hash over names and contents of everything under some files and folders. Same sources, same hash,
 * on any machine; a file that is added, removed, renamed or changed changes it.
 *
 * @param {string} base the folder that names are relative to
 * @param {readonly string[]} places files and folders; missing ones count as empty
 */
export function fingerprint(base, places) {
  const hash = createHash('sha256')
  for (const file of places.flatMap((place) => filesUnder(path.join(base, place))).sort()) {
    const content = readFileSync(file)
    hash.update(`${path.relative(base, file)}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/** @param {string} place @returns {string[]} */
function filesUnder(place) {
  const stat = statSync(place, { throwIfNoEntry: false })
  if (stat === undefined) return []
  if (!stat.isDirectory()) return [place]
  const names = readdirSync(place).filter((name) => !left.test(name))
  return names.flatMap((name) => filesUnder(path.join(place, name)))
}
