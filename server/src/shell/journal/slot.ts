// SPDX-License-Identifier: Apache-2.0
import { crc32 } from 'node:zlib'

/**
 * One slot of the press journal, 2 KiB: magic (4), sequence (8), payload length (2), CRC-32 of sequence,
 * length and payload (4), payload. A slot that was torn by a power cut fails its check, and its press
 * was never answered, so its device still holds it.
 */
export const slotBytes = 2_048
const headerBytes = 18
export const payloadLimitBytes = slotBytes - headerBytes
const magic = 0x4d555031

export interface Slot {
  readonly sequence: bigint
  readonly payload: string
}

export function encodeSlot({ sequence, payload }: Slot): Buffer {
  const body = Buffer.from(payload, 'utf8')
  if (body.length > payloadLimitBytes)
    throw new RangeError(`a press of ${body.length} bytes does not fit a slot of ${payloadLimitBytes}`)
  const slot = Buffer.alloc(slotBytes)
  slot.writeUInt32BE(magic, 0)
  slot.writeBigUInt64BE(sequence, 4)
  slot.writeUInt16BE(body.length, 12)
  body.copy(slot, headerBytes)
  slot.writeUInt32BE(checkOf(slot, body.length), 14)
  return slot
}

/** Null for a slot that is free, torn or not ours. */
export function decodeSlot(slot: Buffer): Slot | null {
  if (slot.length < slotBytes || slot.readUInt32BE(0) !== magic) return null
  const length = slot.readUInt16BE(12)
  if (length > payloadLimitBytes || slot.readUInt32BE(14) !== checkOf(slot, length)) return null
  return { sequence: slot.readBigUInt64BE(4), payload: slot.toString('utf8', headerBytes, headerBytes + length) }
}

export const freeMark = Buffer.alloc(4)

function checkOf(slot: Buffer, length: number): number {
  return crc32(slot.subarray(headerBytes, headerBytes + length), crc32(slot.subarray(4, 14)))
}
