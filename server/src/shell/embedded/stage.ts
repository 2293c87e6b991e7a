// SPDX-License-Identifier: Apache-2.0
import { chmodSync, cpSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { isMadeReady } from './hydrate'

/**
 * Copies the binaries to a directory that PostgreSQL's user can reach, unless this version is there already.
 * The copy belongs to Muster's own user, so that a compromised PostgreSQL cannot change its own program.
 *
 * @returns `toDir`
 */
export function stageBinaries(nativeDir: string, toDir: string): string {
  const version = versionOf(nativeDir)
  if (textOf(path.join(toDir, '.staged')) === version) return toDir
  // Inside a directory named native, as pg-symlinks.json expects, and moved to its place when whole.
  const draft = path.join(`${toDir}.new`, 'native')
  rmSync(`${toDir}.new`, { recursive: true, force: true })
  cpSync(nativeDir, draft, { recursive: true, verbatimSymlinks: true })
  openToAll(draft)
  isMadeReady(draft)
  writeFileSync(path.join(draft, '.staged'), version)
  rmSync(toDir, { recursive: true, force: true })
  renameSync(draft, toDir)
  rmSync(`${toDir}.new`, { recursive: true, force: true })
  return toDir
}

/** Installed under a strict umask, the files may be closed to everybody but their owner. */
function openToAll(dir: string): void {
  chmodSync(dir, 0o755)
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const child = path.join(dir, entry.name)
    if (entry.isDirectory()) openToAll(child)
    else if (entry.isFile()) chmodSync(child, path.basename(dir) === 'bin' ? 0o755 : 0o644)
  }
}

function versionOf(nativeDir: string): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(nativeDir, '..', 'package.json'), 'utf8'))
  const isNamed = typeof manifest === 'object' && manifest !== null && 'name' in manifest && 'version' in manifest
  return isNamed ? `${String(manifest.name)}@${String(manifest.version)}` : 'unknown'
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
