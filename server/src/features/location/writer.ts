// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@muster/contract/instant'
import { Refused } from '@muster/contract/refusal'
import type { House } from '../../shell/house'
import {
  insertFixes,
  insertQuarantined,
  makePartition,
  saveLastPositions,
  type NewQuarantined,
  type StoredFix,
} from './store'

const batchRows = 1_000
const batchMs = 100
const queueRows = 20_000

/** History in batches: what is handed in resolves once its batch has committed [LO-9]. */
export interface Writer {
  store(fix: StoredFix): Promise<void>
  setAside(row: NewQuarantined): Promise<void>
  close(): Promise<void>
}

interface Waiting {
  readonly row: { readonly fix: StoredFix } | { readonly setAside: NewQuarantined }
  readonly done: () => void
  readonly failed: (error: unknown) => void
}

export function openWriter({ database, metrics, log }: Pick<House, 'database' | 'metrics' | 'log'>): Writer {
  let queue: Waiting[] = []
  let timer: NodeJS.Timeout | null = null
  let writing: Promise<void> | null = null
  const partitions = new Set<string>()

  function hand(row: Waiting['row']): Promise<void> {
    if (queue.length >= queueRows)
      return Promise.reject(
        new Refused('database-unavailable', 'More positions wait than can be written. Send this one again later.'),
      )
    return new Promise((done, failed) => {
      queue.push({ row, done, failed })
      metrics.fixQueue.set(queue.length)
      if (queue.length >= batchRows) flush()
      else timer ??= setTimeout(flush, batchMs)
    })
  }

  function flush(): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
    writing ??= writeAll().finally(() => {
      writing = null
      if (queue.length > 0) timer ??= setTimeout(flush, 1)
    })
  }

  async function writeAll(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.splice(0, batchRows)
      metrics.fixQueue.set(queue.length)
      try {
        await writeBatch(batch)
        for (const { done } of batch) done()
      } catch (error) {
        if (!(error instanceof Refused))
          log.error(
            { rows: batch.length, error: error instanceof Error ? error.message : String(error) },
            'positions not written',
          )
        // Not kept here: the device has it, and sends it again when it hears no.
        for (const { failed } of batch) failed(error)
      }
    }
  }

  async function writeBatch(batch: readonly Waiting[]): Promise<void> {
    const fixes = batch.flatMap(({ row }) => ('fix' in row ? [row.fix] : []))
    const setAside = batch.flatMap(({ row }) => ('setAside' in row ? [row.setAside] : []))
    const days = new Set(fixes.map(({ fix }) => dayOf(fix.atMs)).filter((day) => !partitions.has(day)))
    await database.asJobs(async (tx) => {
      for (const day of days) await makePartition(tx, day)
      if (fixes.length > 0) {
        await insertFixes(tx, fixes)
        await saveLastPositions(tx, newestByUnit(fixes))
      }
      if (setAside.length > 0) await insertQuarantined(tx, setAside)
    })
    for (const day of days) partitions.add(day)
  }

  return {
    store: (fix) => hand({ fix }),
    setAside: (row) => hand({ setAside: row }),
    async close() {
      flush()
      while (writing !== null) await writing
    },
  }
}

function dayOf(atMs: Instant): string {
  return new Date(atMs).toISOString().slice(0, 10)
}

function newestByUnit(fixes: readonly StoredFix[]): StoredFix[] {
  const newest = new Map<number, StoredFix>()
  for (const each of fixes)
    if ((newest.get(each.unitNo)?.fix.atMs ?? -Infinity) < each.fix.atMs) newest.set(each.unitNo, each)
  return [...newest.values()]
}
