// SPDX-License-Identifier: Apache-2.0
import canonicalize from 'canonicalize'

/** RFC 8785 canonical JSON. What JSON cannot hold (undefined, NaN, a function) is refused, not dropped. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('this value has no JSON form')
  return text
}
