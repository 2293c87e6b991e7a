// SPDX-License-Identifier: Apache-2.0
import { ServerMessage } from '@muster/contract/live'
import type { RawData } from 'ws'

/** A message of the live socket, checked; null for what this client does not know, which it passes over. */
export function readServerMessage(data: RawData): ServerMessage | null {
  try {
    const read = ServerMessage.safeDecode(JSON.parse(Buffer.isBuffer(data) ? data.toString('utf8') : ''))
    return read.success ? read.data : null
  } catch {
    return null
  }
}
