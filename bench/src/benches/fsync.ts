// SPDX-License-Identifier: Apache-2.0
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { type Spread, spreadOf } from '../result/percentile'

const blockBytes = 1_024

/**
 * What the disk alone takes: 1 KiB into a file that has its size already, then fdatasync, one at a time.
 * Nothing that promises durability can be quicker here.
 */
export async function measureFsync(folder: string, tries: number): Promise<Spread> {
  const file = await open(join(folder, 'fsync'), 'w')
  try {
    await file.write(Buffer.alloc(blockBytes * tries))
    await file.sync()
    const tookMs: number[] = []
    for (let at = 0; at < tries; at++) {
      const startedMs = performance.now()
      await file.write(Buffer.alloc(blockBytes, at), 0, blockBytes, at * blockBytes)
      await file.datasync()
      tookMs.push(performance.now() - startedMs)
    }
    return spreadOf(tookMs)
  } finally {
    await file.close()
  }
}
