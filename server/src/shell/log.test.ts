// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { withheld } from './log'
import { pino } from 'pino'

test('[HO-034] a secret that is handed to the log is withheld', () => {
  const lines: string[] = []
  const log = pino({ redact: withheld }, { write: (line: string) => void lines.push(line) })
  const secret = 'DO-NOT-SHOW'
  log.info({
    password: secret,
    token: secret,
    body: { code: secret, secret },
    headers: { authorization: secret, cookie: secret },
  })
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain('[withheld]')
  expect(lines[0]).not.toContain(secret)
})
