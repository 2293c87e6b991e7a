// SPDX-License-Identifier: Apache-2.0
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalJson } from './canonical'

/** A leaf of the log, as it is hashed. The body itself stays outside, so that it can be erased lawfully. */
export interface LeafHead {
  readonly type: string
  readonly subject: string
  /** Position in the history of the subject, from 1. */
  readonly seq: number
  /** Hash of the leaf before it in that history, lower-case hex; null for the first. */
  readonly prev: string | null
  /** RFC 3339, UTC. */
  readonly at: string
  /** Who acted: `person:<id>`, `press:<source>`, `system` … */
  readonly by: string
  /** Commitment to the body, lower-case hex. */
  readonly body: string
}

/** SHA-256(salt ‖ canonical body): says nothing of the body, and nothing else fits it. */
export function commitmentOf(salt: Uint8Array, body: unknown): Uint8Array {
  return sha256(concatBytes(salt, utf8ToBytes(canonicalJson(body))))
}

/** RFC 6962 leaf hash: SHA-256(0x00 ‖ canonical head). */
export function leafHash(head: LeafHead): Uint8Array {
  return sha256(concatBytes(Uint8Array.of(0), utf8ToBytes(canonicalJson(head))))
}
