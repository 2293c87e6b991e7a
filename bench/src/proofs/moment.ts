// SPDX-License-Identifier: Apache-2.0
/** When in a round the server is killed. */
export type Moment =
  | { readonly kind: 'shown' }
  | { readonly kind: 'answered' }
  /** So long after the presses left, whatever has become of them. */
  | { readonly kind: 'after'; readonly ms: number }

/** A press is on every console after some milliseconds: within these it reaches disk, consoles and database. */
const delaysMs = [2, 5, 10, 15, 20, 30, 45, 60]

/** In turn as soon as a console shows a press, some milliseconds after the presses, and as soon as one is answered. */
export function momentOf(round: number): Moment {
  if (round % 4 === 0) return { kind: 'shown' }
  if (round % 4 === 2) return { kind: 'answered' }
  return { kind: 'after', ms: delaysMs[Math.floor(round / 2) % delaysMs.length] ?? 0 }
}
