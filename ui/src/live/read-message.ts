// SPDX-License-Identifier: Apache-2.0
import '../api/jitless'
import { ServerMessage } from '@muster/contract/live'
import { z } from 'zod'
import { isInt, isList, isRecord, type Json, readFixes, readUnits } from './read-picture'

type Picture = Extract<ServerMessage, { type: 'picture' }>
type Beat = Extract<ServerMessage, { type: 'beat' }>
type Pong = Extract<ServerMessage, { type: 'pong' }>

/** What a frame turned out to be. 'unknown' is a kind of message that this page does not know yet. */
export type Reading =
  | { kind: 'message'; message: ServerMessage }
  | { kind: 'unknown' }
  | { kind: 'unreadable'; type: string }

const known = new Set<string>(ServerMessage.options.map((option) => option.shape.type.value))

/**
 * Reads one text frame of the live socket. Frames that come many times a second are read by hand, the rest
 * by the contract's schema; both agree, which a property test holds them to. Unknown fields are ignored.
 */
export function readMessage(text: string): Reading {
  const value = jsonOf(text)
  if (!isRecord(value) || typeof value['type'] !== 'string') return { kind: 'unreadable', type: 'not a message' }
  const type = value['type']
  if (!known.has(type)) return { kind: 'unknown' }
  const message = readKnown(type, value)
  return message === null ? { kind: 'unreadable', type } : { kind: 'message', message }
}

function readKnown(type: string, value: Record<string, Json>): ServerMessage | null {
  if (type === 'picture') return readPicture(value)
  if (type === 'beat') return readBeat(value)
  if (type === 'pong') return readPong(value)
  const read = z.safeDecode(ServerMessage, value as z.input<typeof ServerMessage>)
  return read.success ? read.data : null
}

function readPicture(value: Record<string, Json>): Picture | null {
  const { n, full, resume, atMs, gone } = value
  if (!isInt(n) || typeof full !== 'boolean' || typeof resume !== 'string' || !isInt(atMs)) return null
  const units = readUnits(value['units'])
  const fixes = readFixes(value['fixes'])
  if (units === null || fixes === null || !isList(gone) || !gone.every(isInt)) return null
  return { type: 'picture', n, full, resume, atMs, units, gone, fixes }
}

function readBeat(value: Record<string, Json>): Beat | null {
  const { n, atMs, resume } = value
  const duty = readDuty(value['duty'])
  if (!isInt(n) || !isInt(atMs) || typeof resume !== 'string' || duty === undefined) return null
  return { type: 'beat', n, atMs, resume, duty }
}

function readDuty(duty: Json | undefined): Beat['duty'] | undefined {
  if (duty === null) return null
  if (!isRecord(duty)) return undefined
  const { onDuty, ready, loggedOn, notLoggedOn } = duty
  if (!isInt(onDuty) || !isInt(ready) || !isInt(loggedOn) || !isInt(notLoggedOn)) return undefined
  return { onDuty, ready, loggedOn, notLoggedOn }
}

function readPong(value: Record<string, Json>): Pong | null {
  const { atMs, serverAtMs } = value
  return isInt(atMs) && isInt(serverAtMs) ? { type: 'pong', atMs, serverAtMs } : null
}

function jsonOf(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return null
  }
}
