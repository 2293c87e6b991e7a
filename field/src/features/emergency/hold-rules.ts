// SPDX-License-Identifier: Apache-2.0

/** How long the emergency control is held before it presses. Inclusive. */
export const holdMs = 1_000

/**
 * A control that must be held. `by` is what holds it: a pointer's id or a key. Once pressed it is spent
 * until it is let go, so that one hold is one press.
 */
export type Hold =
  | { readonly state: 'idle' }
  | { readonly state: 'holding'; readonly by: string; readonly sinceMs: number }
  | { readonly state: 'spent'; readonly by: string }

/** `atMs` is monotonic: a jump of the wall clock neither presses nor prevents a press. */
export type HoldEvent =
  | { readonly type: 'down'; readonly by: string; readonly atMs: number }
  | { readonly type: 'up'; readonly by: string; readonly atMs: number }
  /** The platform took the pointer or the focus away. */
  | { readonly type: 'lost'; readonly atMs: number }
  | { readonly type: 'tick'; readonly atMs: number }

export const idle: Hold = { state: 'idle' }

/** The hold after an event, and whether this event pressed [UI-310]. */
export function holdAfter(hold: Hold, event: HoldEvent): { readonly hold: Hold; readonly pressed: boolean } {
  // A second finger never cuts short the first one's hold; a new one after a spent hold begins again,
  // because the end of the spent one may never have reached us.
  if (event.type === 'down') {
    const begins = hold.state !== 'holding' || hold.by === event.by
    return { hold: begins ? { state: 'holding', by: event.by, sinceMs: event.atMs } : hold, pressed: false }
  }
  if (event.type === 'up' && (hold.state === 'idle' || hold.by !== event.by)) return { hold, pressed: false }
  const ends = event.type === 'up' || event.type === 'lost'
  // Timers may be late: a hold that lasted counts when it ends, whether or not a tick saw it.
  const pressed = hold.state === 'holding' && event.atMs - hold.sinceMs >= holdMs
  if (ends) return { hold: idle, pressed }
  return { hold: pressed ? { state: 'spent', by: hold.by } : hold, pressed }
}

/** Ms until the hold presses; null when nothing is held. */
export function holdDueInMs(hold: Hold, nowMs: number): number | null {
  return hold.state === 'holding' ? Math.max(0, hold.sinceMs + holdMs - nowMs) : null
}
