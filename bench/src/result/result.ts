// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { commitOf, machineOf } from '../machine/machine'
import type { Row } from './row'
import { tableOf } from './table'

export interface Result {
  readonly name: string
  /** RFC 3339, UTC. */
  readonly at: string
  /** Short hash of the sources, with -dirty when they differ from it; 'unknown' outside a repository. */
  readonly commit: string
  readonly machine: string
  readonly rows: readonly Row[]
}

/** A short trial carries it in its name, so that nobody takes it for the real thing. */
export function resultOf(name: string, quick: boolean, rows: readonly Row[], at: Date): Result {
  return {
    name: quick ? `${name} --quick` : name,
    at: at.toISOString(),
    commit: commitOf(),
    machine: machineOf(),
    rows,
  }
}

export function show(result: Result): void {
  console.log(`\n${result.name} at ${result.commit}, ${result.machine}\n\n${tableOf(result.rows)}\n`)
}

export function writeResult(file: string, result: Result): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`)
}

/** `soak-2026-11-22T21-05.json`: sorts by time, and two of one day do not overwrite each other. */
export function resultFileName(name: string, at: Date): string {
  return `${name}-${at.toISOString().slice(0, 16).replace(':', '-')}.json`
}
