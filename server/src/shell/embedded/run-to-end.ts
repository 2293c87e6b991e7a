// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process'
import type { Servant } from './ownership'

/** How a short-lived program ended: its status (null: killed or never started) and the end of what it said. */
export interface Ended {
  readonly status: number | null
  readonly lastWords: string
}

/** More than this is never needed to explain a failure. */
const lastWordsMaxLength = 8_000

/** Runs a program to its end as the servant. Never rejects: a program that cannot start ends with status null. */
export function runToEnd(file: string, args: readonly string[], servant: Servant | null): Promise<Ended> {
  return new Promise((resolve) => {
    // The caller's directory may be closed to the servant, hence '/'.
    const child = spawn(file, args, { ...servant, cwd: '/', env: quietEnv(), stdio: ['ignore', 'pipe', 'pipe'] })
    let lastWords = ''
    const hear = (chunk: Buffer) => {
      lastWords = (lastWords + chunk.toString()).slice(-lastWordsMaxLength)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', (error) => resolve({ status: null, lastWords: error.message }))
    child.on('close', (status) => resolve({ status, lastWords }))
  })
}

/**
 * The environment of PostgreSQL's programs. PG* settings of the caller (PGPORT, PGDATA) must not leak in,
 * and messages must be English, because some are read by `failureFromWords`.
 */
export function quietEnv(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
}
