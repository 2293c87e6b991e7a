// SPDX-License-Identifier: Apache-2.0
import { removeFolder, temporaryFolder } from '../machine/children'
import { freePort } from '../machine/free-port'
import { buildServer } from './build'
import { startMuster } from './server'
import { openShift, type Shift } from './shift'

/** A data directory in which the demo agency is loaded, with officers on duty and consoles signed in. */
export interface Prepared {
  readonly dataDir: string
  /** Sessions hold for this address, so every start takes the same one. */
  readonly port: number
  readonly shift: Shift
  remove(): void
}

/** Not measured, and so not held on one core. */
export async function prepare(units: number, consoles: number): Promise<Prepared> {
  await buildServer()
  const dataDir = temporaryFolder()
  const port = await freePort()
  console.log(`Preparing: ${units} officers come on duty, ${consoles} consoles sign in …`)
  const startedMs = performance.now()
  const server = await startMuster({ dataDir, port })
  try {
    const shift = await openShift(server.url, units, consoles)
    console.log(`  ready after ${((performance.now() - startedMs) / 1_000).toFixed(1)} s`)
    return { dataDir, port, shift, remove: () => removeFolder(dataDir) }
  } finally {
    await server.stop()
  }
}
