// SPDX-License-Identifier: Apache-2.0
import { commitmentOf, leafHash } from '@muster/proof/leaf'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chain, hex, type Change } from './rules'

const at = '2026-01-01T00:00:00.000Z'
const by = 'person:1'
const change = fc.record({
  type: fc.constantFrom('item-issued', 'item-returned'),
  subject: fc.constantFrom('item:1', 'item:2', 'item:3'),
  body: fc.dictionary(fc.string(), fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null))),
  compartments: fc.constant<string[]>([]),
})
const salted = (changes: readonly Change[]) => changes.map((_, n) => Uint8Array.from({ length: 16 }, () => n & 255))

test('[AU-1] every leaf names the one before it of its subject, whatever the order, and hashes as anybody can check', () =>
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
      const salts = salted(changes)
      const leaves = chain(changes, new Map(), at, by, salts)
      const lastBySubject = new Map<string, { seq: number; hash: string }>()
      leaves.forEach((leaf, n) => {
        const before = lastBySubject.get(leaf.subject)
        expect(leaf.seq).toBe((before?.seq ?? 0) + 1)
        expect(leaf.prev === null ? null : hex(leaf.prev)).toBe(before?.hash ?? null)
        expect(hex(leaf.commitment)).toBe(hex(commitmentOf(salts[n] as Uint8Array, leaf.body)))
        const { type, subject, seq } = leaf
        const head = { type, subject, seq, prev: before?.hash ?? null, at, by, body: hex(leaf.commitment) }
        expect(hex(leaf.hash)).toBe(hex(leafHash(head)))
        lastBySubject.set(leaf.subject, { seq: leaf.seq, hash: hex(leaf.hash) })
      })
    }),
  ))

test('[AU-1] a history goes on from where it stood', () => {
  const before = { seq: 7, hash: Uint8Array.of(1, 2, 3) }
  const [leaf] = chain([{ type: 't', subject: 's', body: {}, compartments: [] }], new Map([['s', before]]), at, by, [
    new Uint8Array(16),
  ])
  expect([leaf?.seq, leaf?.prev]).toEqual([8, before.hash])
})

test('[AU-8] the same body under another salt has another commitment: nobody can guess it from the log', () => {
  const body = { code: 'A' }
  expect(hex(commitmentOf(new Uint8Array(16), body))).not.toBe(hex(commitmentOf(new Uint8Array(16).fill(1), body)))
})
