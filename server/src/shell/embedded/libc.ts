// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { LaunchFailed, useOwnServer } from './launch-failed'

/** @throws LaunchFailed 'unsupported-libc' on Alpine and its kin, where the shipped binaries cannot run. */
export function assertGlibc(maps: string = ownMaps()): void {
  if (!isMusl(maps)) return
  throw new LaunchFailed(
    'unsupported-libc',
    'This system uses the musl C library (Alpine Linux), for which no PostgreSQL binaries are shipped. ' +
      `Use an image with glibc, such as node:22-slim, or ${useOwnServer}.`,
  )
}

/** True when a process whose /proc/<pid>/maps is given runs on musl. Having musl installed does not count. */
export function isMusl(maps: string): boolean {
  return /\/ld-musl-[^/\n]*\.so/.test(maps)
}

function ownMaps(): string {
  try {
    return readFileSync('/proc/self/maps', 'utf8')
  } catch {
    return ''
  }
}
