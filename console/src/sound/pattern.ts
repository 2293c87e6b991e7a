// SPDX-License-Identifier: Apache-2.0

export const priorities = ['high', 'medium'] as const
export type Priority = (typeof priorities)[number]

/** One tone of a burst. Times from the start of the burst; `gains` are those of the harmonics, 1 × hz first. */
export interface Pulse {
  readonly atMs: number
  readonly lengthMs: number
  readonly hz: number
  readonly gains: readonly number[]
}

export interface Burst {
  readonly pulses: readonly Pulse[]
  /** From the start of one burst to the start of the next, while the reason lasts. */
  readonly everyMs: number
}

// A fundamental and four harmonics: heard through hearing loss and a busy room, and found by ear.
const harmonics = [1, 0.7, 0.5, 0.35, 0.25]

/**
 * The sound of a priority. High: five pulses, three and two, rising. Medium: three, slower and lower.
 * The two differ in count, rhythm and pitch. Source: docs/sources.md, "Alarm sounds".
 */
export function burstOf(priority: Priority): Burst {
  if (priority === 'high') {
    const starts = [0, 220, 440, 880, 1_100]
    const notes = [523, 659, 784, 659, 784]
    return { everyMs: 5_000, pulses: starts.map((atMs, index) => pulse(atMs, 150, notes[index] ?? 523)) }
  }
  const starts = [0, 420, 840]
  const notes = [440, 370, 370]
  return { everyMs: 15_000, pulses: starts.map((atMs, index) => pulse(atMs, 220, notes[index] ?? 370)) }
}

function pulse(atMs: number, lengthMs: number, hz: number): Pulse {
  return { atMs, lengthMs, hz, gains: harmonics }
}
