// SPDX-License-Identifier: Apache-2.0
const marker = Buffer.from('"fixes":[')
const [open, close, comma, minus, zero, nine] = [...Buffer.from('[],-09')] as [
  number,
  number,
  number,
  number,
  number,
  number,
]

/**
 * Calls back for each fix in a picture frame: the unit's number and the time of fix, ms.
 *
 * Twenty consoles get a hundred frames a second here. A whole JSON parser for each would make the
 * generator the slowest part of the bench, so this reads the fields that it needs and steps over the rest.
 *
 * @returns false when the frame is not laid out as expected: then it has to be parsed as JSON.
 */
export function eachFix(frame: Buffer, take: (no: number, fixAtMs: number) => void): boolean {
  const found = frame.lastIndexOf(marker)
  if (found < 0) return false
  let at = found + marker.length
  let no = 0
  let field = -1
  let value = 0
  for (; at < frame.length; at++) {
    const byte = frame[at] as number
    if (byte >= zero && byte <= nine) value = value * 10 + (byte - zero)
    else if (byte === comma && field >= 0) {
      if (field === 0) no = value
      if (field === 3) take(no, value)
      field += 1
      value = 0
    } else if (byte === open && field < 0) {
      field = 0
      value = 0
    } else if (byte === close) {
      // The end of a fix, or of the list.
      if (field < 0) return true
      if (field < 4) return false
      field = -1
    } else if (byte === minus || field >= 0) value = 0
  }
  return false
}
