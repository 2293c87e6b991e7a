// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Instant } from '@muster/contract/instant'

/** The server's clock. It never runs backwards, over restarts either. */
export interface Clock {
  now(): Instant
  /** How far the machine's wall clock has drifted from this one, in ms; beyond a second it is a fault that shows. */
  wallOffsetMs(): number
  /** Remember the present as the floor for the next start. */
  persist(): void
}

interface Sources {
  readonly wallMs: () => number
  readonly monotonicMs: () => number
}

const machine: Sources = { wallMs: () => Date.now(), monotonicMs: () => performance.now() }

/** Time is max(persisted floor, wall clock at start) plus what has passed on the monotonic clock since. */
export function openClock(floorFile: string | null, sources: Sources = machine): Clock {
  const startedMono = sources.monotonicMs()
  const startMs = Math.max(readFloor(floorFile), sources.wallMs())
  const now = () => Math.floor(startMs + sources.monotonicMs() - startedMono)
  return {
    now,
    wallOffsetMs: () => sources.wallMs() - now(),
    persist: () => {
      if (floorFile !== null) writeFloor(floorFile, now())
    },
  }
}

function readFloor(file: string | null): number {
  if (file === null) return 0
  try {
    const ms = Number(readFileSync(file, 'utf8'))
    return Number.isSafeInteger(ms) ? ms : 0
  } catch {
    return 0
  }
}

/** A full disk must not stop the clock: the floor is then simply older. */
function writeFloor(file: string, ms: number): void {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(`${file}.new`, String(ms))
    renameSync(`${file}.new`, file)
  } catch {
    return
  }
}
