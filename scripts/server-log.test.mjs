// SPDX-License-Identifier: Apache-2.0
// @ts-check
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { askHealth, reasonsIn } from './health.mjs'
import { openServerLog, plainWords, withoutRepeats } from './server-log.mjs'

test('[HO-208] two files of about the limit, the newest lines in the first', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'muster-log-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const file = path.join(dir, 'log', 'server.log')
  const log = openServerLog(file, 1_000)
  for (let line = 0; line < 500; line++) log.write(`line ${line}`)
  const names = readdirSync(path.dirname(file)).sort()
  expect(names).toEqual(['server.log', 'server.log.1'])
  for (const name of names) expect(statSync(path.join(dir, 'log', name)).size).toBeLessThan(1_100)
  expect(readFileSync(file, 'utf8')).toMatch(/line 499\n$/)
  openServerLog(file, 10).write('anew')
  expect(readFileSync(file, 'utf8')).toBe('anew\n')
})

test.each([
  ['{"level":30,"msg":"listening"}', null],
  ['{"level":40,"msg":"the disk is nearly full"}', 'warning: the disk is nearly full'],
  ['{"level":50,"msg":"not stored","err":{"message":"connection refused"}}', 'error: not stored: connection refused'],
  ['{"level":60,"msg":"postgres-exited","detail":"no space"}', 'error: postgres-exited: no space'],
  ['{"level":40,"msg":"connection lost","error":"reset"}', 'warning: connection lost: reset'],
  ['{"level":50}', 'error: {"level":50}'],
  ['SyntaxError: Unexpected token', 'SyntaxError: Unexpected token'],
  ['[1]', '[1]'],
])('[HO-209] %s', (line, words) => {
  expect(plainWords(line)).toBe(words)
})

test('[HO-209] the same words are shown once a minute', () => {
  /** @type {string[]} */
  const shown = []
  let now = 0
  const show = withoutRepeats(
    (text) => shown.push(text),
    () => now,
  )
  for (now = 0; now < 130_000; now += 1_000) show('again')
  show('new')
  expect(shown).toEqual(['again', 'again', 'again', 'new'])
})

test.each([
  ['{"reasons":["migrating","no disk"]}', 'migrating; no disk'],
  ['{"reasons":[{"name":"database","detail":"is recovering"}]}', 'is recovering'],
  ['{"code":"starting","detail":"one moment"}', 'one moment'],
  ['{"reasons":[]}', ''],
  ['not json', ''],
])('[HO-210] reasons in %s', (body, reasons) => {
  expect(reasonsIn(body)).toBe(reasons)
})

test('[HO-210] healthy is 200 and nothing else', async () => {
  let status = 503
  const server = http.createServer((_request, reply) => {
    reply.writeHead(status).end('{"reasons":["migrating"]}')
  })
  onTestFinished(() => void server.close())
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  expect(await askHealth(url)).toEqual({ isHealthy: false, reasons: 'migrating' })
  status = 200
  expect(await askHealth(url)).toMatchObject({ isHealthy: true })
  expect(await askHealth('http://127.0.0.1:1')).toEqual({ isHealthy: false, reasons: '' })
})
