// SPDX-License-Identifier: Apache-2.0
import { instantToText } from '@muster/contract/instant'
import type { Tx } from '../../shell/db/database'
import { newSalt } from '../../shell/secrets'
import { actorOf } from '../../shell/viewer'
import { chain, type Change } from './rules'
import { headsOf, insertLeaves } from './store'

/**
 * Append one leaf in the transaction of the change it describes [AU-1]. `by` names somebody other than
 * the transaction's viewer, for work that a job does on a person's behalf.
 */
export async function append(
  tx: Tx,
  type: string,
  subject: string,
  body: Record<string, unknown>,
  compartments: readonly string[] = [],
  by?: string,
): Promise<void> {
  await appendMany(tx, [{ type, subject, body, compartments }], by)
}

const leavesPerStatement = 1_000

/** Append many leaves at once, in the order given: imports. */
export async function appendMany(tx: Tx, changes: readonly Change[], by = actorOf(tx.viewer)): Promise<void> {
  for (let from = 0; from < changes.length; from += leavesPerStatement) {
    const part = changes.slice(from, from + leavesPerStatement)
    const heads = await headsOf(
      tx,
      part.map(({ subject }) => subject),
    )
    const salts = part.map(() => newSalt())
    await insertLeaves(tx, chain(part, heads, instantToText(tx.now), by, salts), by)
  }
}
