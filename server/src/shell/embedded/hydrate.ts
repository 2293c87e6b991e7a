// SPDX-License-Identifier: Apache-2.0
import { chmodSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync } from 'node:fs'
import path from 'node:path'

interface Link {
  /** The real file and the link to it, both relative to the package: `native/lib/…`. */
  readonly source: string
  readonly target: string
}

/**
 * Does what the package's install script would have done: npm packages cannot hold symbolic links, and
 * `npm ci --ignore-scripts` never makes them.
 *
 * @returns false when the directory may not be written to and so stays unfinished.
 */
export function isMadeReady(nativeDir: string): boolean {
  try {
    for (const link of linksOf(nativeDir)) makeLink(path.dirname(nativeDir), link)
    for (const name of readdirSync(path.join(nativeDir, 'bin'))) makeExecutable(path.join(nativeDir, 'bin', name))
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && isRefusal(error.code)) return false
    throw error
  }
}

function linksOf(nativeDir: string): readonly Link[] {
  const listed: unknown = JSON.parse(readFileSync(path.join(nativeDir, 'pg-symlinks.json'), 'utf8'))
  return Array.isArray(listed) ? listed.filter(isLink) : []
}

function isLink(value: unknown): value is Link {
  if (typeof value !== 'object' || value === null || !('source' in value) || !('target' in value)) return false
  return typeof value.source === 'string' && typeof value.target === 'string'
}

function makeLink(packageDir: string, link: Link): void {
  const target = path.join(packageDir, link.target)
  // Follows the link: one that points nowhere counts as missing, and then EEXIST says so loudly.
  if (statSync(target, { throwIfNoEntry: false })) return
  mkdirSync(path.dirname(target), { recursive: true })
  const source = path.relative(path.dirname(target), path.join(packageDir, link.source))
  try {
    symlinkSync(source, target)
  } catch (error) {
    // Another Muster on the same node_modules may have been quicker.
    if (!statSync(target, { throwIfNoEntry: false })) throw error
  }
}

function makeExecutable(file: string): void {
  if ((statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755)
}

function isRefusal(code: unknown): boolean {
  return code === 'EACCES' || code === 'EPERM' || code === 'EROFS'
}
