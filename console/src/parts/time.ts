// SPDX-License-Identifier: Apache-2.0

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const dayAndClock = new Intl.DateTimeFormat('en-GB', {
  day: '2-digit',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})
const day = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short', year: 'numeric' })

/** In the viewer's own zone. */
export function msToClock(ms: number): string {
  return clock.format(ms)
}

export function msToDayAndClock(ms: number): string {
  return dayAndClock.format(ms)
}

export function msToDay(ms: number): string {
  return day.format(ms)
}

/** For hovering: the same moment in UTC. */
export function msToUtc(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

/** UTC time of day, `19:44:07Z`. */
export function msToUtcClock(ms: number): string {
  return `${new Date(ms).toISOString().slice(11, 19)}Z`
}

/** How long ago, as short as a column: `8 s`, `3 min`, `2 h`, `4 d`. Never negative. */
export function ageToText(ageMs: number): string {
  const seconds = Math.max(0, Math.floor(ageMs / 1_000))
  if (seconds < 100) return `${seconds} s`
  if (seconds < 100 * 60) return `${Math.floor(seconds / 60)} min`
  if (seconds < 48 * 3_600) return `${Math.floor(seconds / 3_600)} h`
  return `${Math.floor(seconds / 86_400)} d`
}

/** A running time, `02:31`, or `1:02:31` from an hour on. Never negative. */
export function durationToText(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1_000))
  const two = (value: number) => String(value).padStart(2, '0')
  const minutes = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return seconds < 3_600 ? minutes : `${Math.floor(seconds / 3_600)}:${minutes}`
}
