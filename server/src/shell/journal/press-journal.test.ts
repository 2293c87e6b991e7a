// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { JournalFull, openPressJournal } from './press-journal'
import { slotBytes } from './slot'

function dataDir(): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'muster-journal-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

const entry = (n: number) => ({ id: `press-${n}`, payload: `{"n":${n}}` })
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n)

test('[HO-016] what was appended and not released is there at the next start, oldest first', async () => {
  const dir = dataDir()
  const first = await openPressJournal(dir, 16)
  await Promise.all(numbers(6).map((n) => first.append(entry(n), 'verified')))
  for (const n of [0, 3]) first.release(`press-${n}`)
  await first.close()
  const second = await openPressJournal(dir, 16)
  expect(second.leftOver).toEqual([1, 2, 4, 5].map(entry))
  expect(second.pending()).toBe(4)
  await second.append(entry(9), 'verified')
  await second.close()
  const third = await openPressJournal(dir, 16)
  expect(third.leftOver).toEqual([1, 2, 4, 5, 9].map(entry))
  await third.close()
})

test('[HO-016] the same press twice takes one slot, and a released slot is given out again', async () => {
  const journal = await openPressJournal(dataDir(), 2)
  await journal.append(entry(1), 'verified')
  await journal.append(entry(1), 'verified')
  expect(journal.pending()).toBe(1)
  for (const n of numbers(20)) {
    await journal.append(entry(100 + n), 'verified')
    journal.release(`press-${100 + n}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  expect(journal.pending()).toBe(1)
  await journal.close()
})

test('[HO-017] a full journal says so; unverified presses never fill more than half of it', async () => {
  const journal = await openPressJournal(dataDir(), 8)
  for (const n of numbers(4)) await journal.append(entry(n), 'unverified')
  await expect(journal.append(entry(4), 'unverified')).rejects.toBeInstanceOf(JournalFull)
  for (const n of numbers(4)) await journal.append(entry(10 + n), 'verified')
  await expect(journal.append(entry(20), 'verified')).rejects.toBeInstanceOf(JournalFull)
  expect(journal.pending()).toBe(8)
  await journal.close()
})

test('[HO-016] its room on disk is taken in advance, and a file that was cut off is filled up', async () => {
  const dir = dataDir()
  const file = path.join(dir, 'presses', 'journal')
  const first = await openPressJournal(dir, 8)
  await first.append(entry(1), 'verified')
  await first.close()
  expect(statSync(file).size).toBe(8 * slotBytes)
  truncateSync(file, 30)
  const second = await openPressJournal(dir, 8)
  expect(statSync(file).size).toBe(8 * slotBytes)
  expect(second.leftOver).toEqual([])
  await second.close()
})

test('[HO-016] a press that does not fit a slot is refused and takes none', async () => {
  const journal = await openPressJournal(dataDir(), 4)
  await expect(journal.append({ id: 'big', payload: 'x'.repeat(slotBytes) }, 'verified')).rejects.toThrow(RangeError)
  expect(journal.pending()).toBe(0)
  await journal.close()
})
