// SPDX-License-Identifier: Apache-2.0

/** Text from a stranger without what cannot be shown: control characters, NUL, halves of surrogate pairs. */
export function printable(text: string): string {
  return text.replaceAll(/\p{C}/gu, '')
}
