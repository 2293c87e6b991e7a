// SPDX-License-Identifier: Apache-2.0

/**
 * Console and field app may be open in one browser, as two people: each has a session cookie of its own.
 * A request says with this header which one it comes from; a live socket with `?app=field`.
 */
export const appHeader = 'muster-app'
export const appNames = ['console', 'field'] as const
export type AppName = (typeof appNames)[number]

export const sessionCookies = { console: 'muster-session', field: 'muster-field' } as const satisfies Record<
  AppName,
  string
>

/** Which app a page at this path belongs to. */
export function appAt(path: string): AppName {
  return path.startsWith('/field') ? 'field' : 'console'
}
