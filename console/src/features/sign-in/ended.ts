// SPDX-License-Identifier: Apache-2.0

let said: string | null = null
let leaving = false

/** Why the last session ended, for the sign-in page that follows; not said to somebody who signed out. */
export function sayEnded(detail: string): void {
  if (!leaving) said = detail
}

/** Somebody signs out: that the server then ends the session is no news. */
export function sayLeaving(): void {
  leaving = true
  said = null
}

/** A session goes on or begins: what was said of the last one is over. */
export function sayStaying(): void {
  leaving = false
  said = null
}

export function whyEnded(): string | null {
  return said
}
