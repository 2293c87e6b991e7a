// SPDX-License-Identifier: Apache-2.0

export const shortestCode = 6
export const longestCode = 20

/** A one-time code from what was typed, scanned or opened: the code itself, or an address that ends in `#code=…`. */
export function codeFrom(text: string): string | null {
  const found = /#(?:.*&)?code=([^&\s]+)/.exec(text)
  const code = (found?.[1] === undefined ? text : decoded(found[1])).replace(/\s/g, '')
  return code.length >= shortestCode && code.length <= longestCode && !/[/#:]/.test(code) ? code : null
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
