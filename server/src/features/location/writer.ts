// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@muster/contract/instant'
import { Refused } from '@muster/contract/refusal'
import { openBatcher } from '../../shell/batcher'
import type { House } from '../../shell/house'
import {
  insertFixes,
  insertQuarantined,
  makePartition,
  saveLastPositions,
  type NewQuarantined,
  type StoredFix,
} from './store'

/** History in batches: what is handed in resolves once its batch has committed [LO-9]. */
export interface Writer {
  store(fix: StoredFix): Promise<void>
  setAside(row: NewQuarantined): Promise<void>
  close(): Promise<void>
}

type Row = { readonly fix: StoredFix } | { readonly setAside: NewQuarantined }

export function openWriter({ database, metrics, log }: Pick<House, 'database' | 'metrics' | 'log'>): Writer {
  const partitions = new Set<string>()
  const batcher = openBatcher<Row>({ batchRows: 1_000, batchMs: 100, queueRows: 20_000, write: writeBatch })

  async function writeBatch(rows: readonly Row[]): Promise<void> {
    const fixes = rows.flatMap((row) => ('fix' in row ? [row.fix] : []))
    const setAside = rows.flatMap((row) => ('setAside' in row ? [row.setAside] : []))
    const days = new Set(fixes.map(({ fix }) => dayOf(fix.atMs)).filter((day) => !partitions.has(day)))
    metrics.fixQueue.set(batcher.waiting())
    try {
      await database.asJobs(async (tx) => {
        for (const day of days) await makePartition(tx, day)
        if (fixes.length > 0) {
          await insertFixes(tx, fixes)
          await saveLastPositions(tx, newestByUnit(fixes))
        }
        if (setAside.length > 0) await insertQuarantined(tx, setAside)
      })
    } catch (error) {
      // Not kept here: the device has it, and sends it again when it hears no.
      if (!(error instanceof Refused))
        log.error(
          { rows: rows.length, error: error instanceof Error ? error.message : 'unknown' },
          'positions not written',
        )
      throw error
    }
    for (const day of days) partitions.add(day)
  }

  return {
    store: (fix) => batcher.add({ fix }),
    setAside: (row) => batcher.add({ setAside: row }),
    close: () => batcher.close(),
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
