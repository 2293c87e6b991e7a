// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { JournalFull, openPressJournal, type JournalEntry } from './press-journal'
import { decodeSlot, encodeSlot, payloadLimitBytes, slotBytes } from './slot'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'muster-journal-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const entry = (n: number): JournalEntry => ({
  id: `press-${n}`,
  payload: JSON.stringify({ n, text: 'x'.repeat(n % 500) }),
})

describe('the slot', () => {
  test('[EM-18] gives back what was put in', () =>
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n }), fc.string({ maxLength: 300 }), (sequence, payload) => {
        expect(decodeSlot(encodeSlot({ sequence, payload }))).toEqual({
          sequence,
          payload: Buffer.from(payload, 'utf8').toString('utf8'),
        })
      }),
    ))

  test('[EM-18] is worth nothing with any byte changed', () =>
    fc.assert(
      fc.property(
        fc.string({ minLength: 20, maxLength: 200 }),
        fc.nat(17 + 20),
        fc.integer({ min: 1, max: 255 }),
        (payload, at, flip) => {
          const slot = encodeSlot({ sequence: 7n, payload })
          slot[at] = (slot[at] ?? 0) ^ flip
          expect(decodeSlot(slot)).toBeNull()
        },
      ),
    ))

  test('[EM-17] refuses a payload that does not fit', () => {
    expect(() => encodeSlot({ sequence: 1n, payload: 'x'.repeat(payloadLimitBytes + 1) })).toThrow(RangeError)
    expect(encodeSlot({ sequence: 1n, payload: 'x'.repeat(payloadLimitBytes) })).toHaveLength(slotBytes)
  })
})

describe('the journal', () => {
  test('[EM-10] finds what was not released, oldest first, after it is opened again', async () => {
    const journal = await openPressJournal(dir, 64)
    await Promise.all([1, 2, 3, 4, 5].map((n) => journal.append(entry(n), 'verified')))
    journal.release('press-2')
    journal.release('press-4')
    await journal.close()
    const again = await openPressJournal(dir, 64)
    expect(again.leftOver).toEqual([entry(1), entry(3), entry(5)])
    expect(again.pending()).toBe(3)
    await again.close()
  })

  test('[EM-18] skips noise and torn slots and finds the whole ones', async () => {
    const journal = await openPressJournal(dir, 8)
    for (const n of [1, 2, 3]) await journal.append(entry(n), 'verified')
    await journal.close()
    const file = await open(join(dir, 'presses', 'journal'), 'r+')
    await file.write(Buffer.alloc(300, 0x5a), 0, 300, slotBytes * 1 + 30)
    await file.write(Buffer.alloc(slotBytes, 0xff), 0, slotBytes, slotBytes * 6)
    await file.close()
    const again = await openPressJournal(dir, 8)
    expect(again.leftOver).toEqual([entry(1), entry(3)])
    await again.close()
  })

  test('[EM-17] keeps half its slots for signed presses, and says when it is full', async () => {
    const journal = await openPressJournal(dir, 8)
    for (const n of [1, 2, 3, 4]) await journal.append(entry(n), 'unverified')
    await expect(journal.append(entry(5), 'unverified')).rejects.toThrow(JournalFull)
    for (const n of [6, 7, 8, 9]) await journal.append(entry(n), 'verified')
    await expect(journal.append(entry(10), 'verified')).rejects.toThrow(JournalFull)
    journal.release('press-6')
    await expect
      .poll(() =>
        journal.append(entry(10), 'verified').then(
          () => 'kept',
          () => 'full',
        ),
      )
      .toBe('kept')
    await journal.close()
  })

  test('[EM-10] any run of presses, releases and crashes leaves exactly what was not released', async () => {
    const step = fc.oneof(
      fc.record({ press: fc.nat(30) }),
      fc.record({ release: fc.nat(30) }),
      fc.constant({ crash: true as const }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const place = await mkdtemp(join(dir, 'run-'))
        let journal = await openPressJournal(place, 64)
        const kept = new Set<string>()
        for (const each of steps) {
          if ('press' in each) {
            await journal.append(entry(each.press), 'verified')
            kept.add(entry(each.press).id)
          } else if ('release' in each) {
            journal.release(entry(each.release).id)
            kept.delete(entry(each.release).id)
          } else {
            await journal.close()
            journal = await openPressJournal(place, 64)
          }
        }
        await journal.close()
        const again = await openPressJournal(place, 64)
        expect(new Set(again.leftOver.map(({ id }) => id))).toEqual(kept)
        await again.close()
      }),
      { numRuns: 30 },
    )
  })
})
