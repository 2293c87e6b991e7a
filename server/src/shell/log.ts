// SPDX-License-Identifier: Apache-2.0
import { pino, type Logger } from 'pino'

/** Structured log: one JSON line an event. Events carry ids and counts, never names, places, codes or tokens. */
export type Log = Logger

const secretNames = ['password', 'token', 'code', 'secret', 'authorization', 'cookie']

/** A backstop [HO-034]: what an event should not have carried in the first place, at its top or one level down. */
export const withheld = { paths: secretNames.flatMap((name) => [name, `*.${name}`]), censor: '[withheld]' }

export function openLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: withheld,
  })
}

export const silentLog: Log = pino({ level: 'silent' })
