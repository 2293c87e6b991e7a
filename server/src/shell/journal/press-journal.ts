// SPDX-License-Identifier: Apache-2.0
import { mkdir, open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { decodeSlot, encodeSlot, freeMark, slotBytes } from './slot'

/** What is kept of a press until PostgreSQL has it. */
export interface JournalEntry {
  readonly id: string
  readonly payload: string
}

/**
 * The press journal of this node: a preallocated file of slots. A press is on disk (fdatasync) before
 * anybody is told that it was received; a full disk, a database restart or a fail-over delays the
 * record, never the help.
 */
export interface PressJournal {
  /** Resolves once the entry is on disk. Rejects with JournalFull or the disk's own error. */
  append(entry: JournalEntry, lane: Lane): Promise<void>
  /** PostgreSQL has it: the slot is free. Not synced: a replay is harmless. */
  release(id: string): void
  /** What was in the file when it was opened, oldest first. */
  readonly leftOver: readonly JournalEntry[]
  pending(): number
  close(): Promise<void>
}

/** Unverified presses may fill at most half the slots, so that a flood leaves room for signed ones. */
export type Lane = 'verified' | 'unverified'

export class JournalFull extends Error {
  override readonly name = 'JournalFull'
}

export const journalSlots = 8_192

interface Waiting {
  readonly slot: number
  readonly bytes: Buffer
  readonly done: () => void
  readonly failed: (error: unknown) => void
}

export async function openPressJournal(dataDir: string, slots = journalSlots): Promise<PressJournal> {
  const file = await openPreallocated(join(dataDir, 'presses'), slots)
  const { entries, used, nextSequence } = await readAll(file, slots)
  const free = freeList(slots, used)
  const slotById = new Map(entries.map(({ id, slot }) => [id, slot]))
  const unverified = new Set<string>()
  let sequence = nextSequence
  let queue: Waiting[] = []
  let writing: Promise<void> | null = null
  const marking = new Set<Promise<void>>()

  /** All that wait share one fdatasync. */
  async function writeQueued(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue
      queue = []
      try {
        await Promise.all(batch.map(({ slot, bytes }) => file.write(bytes, 0, slotBytes, slot * slotBytes)))
        await file.datasync()
        for (const { done } of batch) done()
      } catch (error) {
        for (const { failed } of batch) failed(error)
      }
    }
    writing = null
  }

  function appendNow(entry: JournalEntry, lane: Lane): Promise<void> {
    if (slotById.has(entry.id)) return Promise.resolve()
    if (lane === 'unverified' && unverified.size >= slots / 2)
      return Promise.reject(new JournalFull('half the press journal holds unverified presses'))
    const slot = free.pop()
    if (slot === undefined)
      return Promise.reject(new JournalFull(`all ${slots} slots of the press journal wait for the database`))
    slotById.set(entry.id, slot)
    if (lane === 'unverified') unverified.add(entry.id)
    return new Promise<void>((done, failed) => {
      const giveUp = (error: unknown) => {
        slotById.delete(entry.id)
        unverified.delete(entry.id)
        free.push(slot)
        failed(error)
      }
      let bytes: Buffer
      try {
        bytes = encodeSlot({ sequence: sequence++, payload: JSON.stringify([entry.id, entry.payload]) })
      } catch (error) {
        giveUp(error)
        return
      }
      queue.push({ slot, bytes, done, failed: giveUp })
      writing ??= writeQueued()
    })
  }

  return {
    leftOver: entries.map(({ id, payload }) => ({ id, payload })),
    pending: () => slotById.size,
    async append(entry, lane) {
      // Slots that are just being marked free are as good as free.
      if (free.length === 0 && marking.size > 0) await Promise.all(marking)
      return appendNow(entry, lane)
    },
    release(id) {
      const slot = slotById.get(id)
      if (slot === undefined) return
      slotById.delete(id)
      unverified.delete(id)
      // The slot is given out again only once its mark is written, or the mark could hit the next press.
      const marked = file
        .write(freeMark, 0, freeMark.length, slot * slotBytes)
        .then(
          () => undefined,
          () => undefined,
        )
        .finally(() => {
          marking.delete(marked)
          free.push(slot)
        })
      marking.add(marked)
    },
    async close() {
      await writing
      await Promise.all(marking)
      await file.datasync().catch(() => undefined)
      await file.close()
    },
  }
}

/** Zeros are written out in full, so that a disk which fills later cannot hurt. */
async function openPreallocated(dir: string, slots: number): Promise<FileHandle> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const path = join(dir, 'journal')
  const file = await open(path, 'r+').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    return open(path, 'wx+', 0o600)
  })
  const wanted = slots * slotBytes
  const { size } = await file.stat()
  if (size < wanted) {
    await file.write(Buffer.alloc(wanted - size), 0, wanted - size, size)
    await file.sync()
    const parent = await open(dir, 'r')
    await parent.sync()
    await parent.close()
  }
  return file
}

async function readAll(file: FileHandle, slots: number) {
  const bytes = Buffer.alloc(slots * slotBytes)
  await file.read(bytes, 0, bytes.length, 0)
  const found: { id: string; payload: string; slot: number; sequence: bigint }[] = []
  for (let slot = 0; slot < slots; slot++) {
    const decoded = decodeSlot(bytes.subarray(slot * slotBytes, (slot + 1) * slotBytes))
    const entry = decoded === null ? null : parseEntry(decoded.payload)
    if (decoded !== null && entry !== null) found.push({ ...entry, slot, sequence: decoded.sequence })
  }
  found.sort((a, b) => Number(a.sequence - b.sequence))
  const last = found.at(-1)
  return { entries: found, used: new Set(found.map(({ slot }) => slot)), nextSequence: (last?.sequence ?? 0n) + 1n }
}

function parseEntry(text: string): JournalEntry | null {
  try {
    const value: unknown = JSON.parse(text)
    if (!Array.isArray(value)) return null
    const [id, payload]: unknown[] = value
    return typeof id === 'string' && typeof payload === 'string' ? { id, payload } : null
  } catch {
    return null
  }
}

function freeList(slots: number, used: ReadonlySet<number>): number[] {
  const free: number[] = []
  for (let slot = slots - 1; slot >= 0; slot--) if (!used.has(slot)) free.push(slot)
  return free
}
