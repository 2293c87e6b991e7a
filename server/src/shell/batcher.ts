// SPDX-License-Identifier: Apache-2.0
import { Refused } from '@muster/contract/refusal'

/** Rows handed in one by one and written together: what is handed in resolves once its batch was written. */
export interface Batcher<Row> {
  add(row: Row): Promise<void>
  waiting(): number
  close(): Promise<void>
}

interface Options<Row> {
  readonly batchRows: number
  readonly batchMs: number
  /** At this many waiting rows the next one is refused: whoever sent it has it, and sends it again. */
  readonly queueRows: number
  readonly write: (rows: readonly Row[]) => Promise<void>
}

interface Waiting<Row> {
  readonly row: Row
  readonly done: () => void
  readonly failed: (error: unknown) => void
}

export function openBatcher<Row>({ batchRows, batchMs, queueRows, write }: Options<Row>): Batcher<Row> {
  const queue: Waiting<Row>[] = []
  let timer: NodeJS.Timeout | null = null
  let writing: Promise<void> | null = null

  function flush(): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
    writing ??= writeAll().finally(() => {
      writing = null
    })
  }

  async function writeAll(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.splice(0, batchRows)
      try {
        await write(batch.map(({ row }) => row))
        for (const { done } of batch) done()
      } catch (error) {
        for (const { failed } of batch) failed(error)
      }
    }
  }

  return {
    add(row) {
      if (queue.length >= queueRows)
        return Promise.reject(
          new Refused('database-unavailable', 'More is waiting than can be written. Send this again later.'),
        )
      return new Promise((done, failed) => {
        queue.push({ row, done, failed })
        if (queue.length >= batchRows) flush()
        else timer ??= setTimeout(flush, batchMs)
      })
    },
    waiting: () => queue.length,
    async close() {
      flush()
      while (writing !== null) await writing
    },
  }
}
