// SPDX-License-Identifier: Apache-2.0
import { pino, type Logger } from 'pino'

/** Structured log: one JSON line an event. Events carry ids and counts, never names, places, codes or tokens. */
export type Log = Logger

export function openLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['*.password', '*.token', '*.code', '*.secret', '*.authorization', '*.cookie'],
      censor: '[withheld]',
    },
  })
}

export const silentLog: Log = pino({ level: 'silent' })
