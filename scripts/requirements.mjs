// SPDX-License-Identifier: Apache-2.0
// @ts-check
import { readFileSync } from 'node:fs'

/** @typedef {{ nodeVersion: string, platform: string, arch: string, maps: string, databaseUrl: string }} Machine */

/**
 * What keeps Muster from running on this machine, in plain words, or null.
 *
 * @param {Machine} machine `maps` is the text of /proc/self/maps, '' where there is none
 * @returns {string | null}
 */
export function complaintAbout(machine) {
  const [major = 0, minor = 0] = machine.nodeVersion.replace(/^v/, '').split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    return `Muster needs Node.js 20.19 or newer, and this is ${machine.nodeVersion}. Install a newer one from nodejs.org.`
  if (machine.platform !== 'linux' && machine.platform !== 'darwin')
    return `Muster runs on Linux and macOS, not on ${machine.platform}. On Windows, run it inside WSL 2.`
  const isMusl = /\/ld-musl-[^/\n]*\.so/.test(machine.maps)
  const isOddProcessor = machine.arch !== 'x64' && machine.arch !== 'arm64'
  if ((isMusl || isOddProcessor) && machine.databaseUrl === '')
    return (
      `The PostgreSQL that comes with Muster does not run on ${isMusl ? 'Alpine Linux (musl)' : machine.arch}. ` +
      'Set DATABASE_URL to a PostgreSQL 15 or newer server of your own, or use a Debian-based image such as node:22-slim.'
    )
  return null
}

/** @returns {Machine} */
export function thisMachine() {
  const { platform, arch, version } = process
  return { nodeVersion: version, platform, arch, maps: ownMaps(), databaseUrl: process.env['DATABASE_URL'] ?? '' }
}

function ownMaps() {
  try {
    return readFileSync('/proc/self/maps', 'utf8')
  } catch {
    return ''
  }
}
