// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeSlot, encodeSlot, payloadLimitBytes, slotBytes } from './slot'

const slots = fc.record({
  sequence: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  payload: fc.string({ unit: 'grapheme', maxLength: 120 }),
})

test('[HO-015] what was written into a slot is read from it', () =>
  fc.assert(
    fc.property(slots, (slot) => {
      expect(decodeSlot(encodeSlot(slot))).toEqual(slot)
    }),
  ))

test('[HO-015] a slot of which any one bit is wrong, or that was cut off anywhere, is never read as another press', () =>
  fc.assert(
    fc.property(slots, fc.nat(), fc.nat(slotBytes), (slot, at, cut) => {
      const used = 18 + Buffer.byteLength(slot.payload)
      const bytes = encodeSlot(slot)
      const flipped = Buffer.from(bytes)
      const bit = at % (used * 8)
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7))
      expect(decodeSlot(flipped)).toBeNull()
      const torn = Buffer.concat([bytes.subarray(0, cut), Buffer.alloc(slotBytes - cut)])
      expect([null, slot]).toContainEqual(decodeSlot(torn))
    }),
    { numRuns: 500 },
  ))

test('[HO-015] any bytes at all are a slot or none, and never a fault', () =>
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: slotBytes + 10 }), (bytes) => {
      expect(() => decodeSlot(Buffer.from(bytes))).not.toThrow()
    }),
    { numRuns: 2_000 },
  ))

test('[HO-015] a payload that does not fit is refused, not cut', () => {
  expect(decodeSlot(encodeSlot({ sequence: 1n, payload: 'x'.repeat(payloadLimitBytes) }))?.payload).toHaveLength(
    payloadLimitBytes,
  )
  expect(() => encodeSlot({ sequence: 1n, payload: 'x'.repeat(payloadLimitBytes + 1) })).toThrow(RangeError)
})
