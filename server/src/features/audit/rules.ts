// SPDX-License-Identifier: Apache-2.0
import { commitmentOf, leafHash } from '@muster/proof/leaf'

/** A change of a record, on its way into the log. */
export interface Change {
  readonly type: string
  /** What it is about: `alarm:<id>`, `item:<id>` … */
  readonly subject: string
  readonly body: Readonly<Record<string, unknown>>
  readonly compartments: readonly string[]
}

export interface Head {
  readonly seq: number
  readonly hash: Uint8Array
}

export interface NewLeaf extends Change {
  readonly seq: number
  readonly prev: Uint8Array | null
  readonly salt: Uint8Array
  readonly commitment: Uint8Array
  readonly hash: Uint8Array
}

/**
 * Chain changes onto the histories of their subjects [AU-1]: each leaf names the one before it, and
 * several changes of one subject in one transaction follow each other.
 */
export function chain(
  changes: readonly Change[],
  headsBySubject: ReadonlyMap<string, Head>,
  at: string,
  by: string,
  salts: readonly Uint8Array[],
): NewLeaf[] {
  const heads = new Map(headsBySubject)
  return changes.map((change, index) => {
    const salt = salts[index]
    if (salt === undefined) throw new RangeError('a salt for every change')
    const before = heads.get(change.subject)
    const seq = (before?.seq ?? 0) + 1
    const prev = before?.hash ?? null
    const commitment = commitmentOf(salt, change.body)
    const hash = leafHash({
      type: change.type,
      subject: change.subject,
      seq,
      prev: prev === null ? null : hex(prev),
      at,
      by,
      body: hex(commitment),
    })
    heads.set(change.subject, { seq, hash })
    return { ...change, seq, prev, salt, commitment, hash }
  })
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
