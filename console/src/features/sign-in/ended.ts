// SPDX-License-Identifier: Apache-2.0

let said: string | null = null

/** Why the last session ended, for the sign-in page that follows. */
export function sayEnded(detail: string): void {
  said = detail
}

export function whyEnded(): string | null {
  return said
}
