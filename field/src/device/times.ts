// SPDX-License-Identifier: Apache-2.0

const seconds = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const minutes = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const withDay = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})

const dayMs = 24 * 3_600_000

/** HH:MM:SS in the viewer's zone. */
export function msToClock(ms: number): string {
  return seconds.format(ms)
}

/** HH:MM in the viewer's zone, with its day when that is not within the last half day. */
export function msToShortTime(ms: number, nowMs: number): string {
  return nowMs - ms < dayMs / 2 ? minutes.format(ms) : withDay.format(ms)
}

/** An age in its largest whole unit: "8 s", "12 min", "3 h", "2 d". */
export function msToAge(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1_000))
  if (s < 60) return `${s} s`
  if (s < 3_600) return `${Math.floor(s / 60)} min`
  return s < 86_400 ? `${Math.floor(s / 3_600)} h` : `${Math.floor(s / 86_400)} d`
}
