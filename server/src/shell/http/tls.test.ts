// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer, get } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ConfigFault, readConfig } from '../config'
import { openTls } from './tls'

const now = Date.now()
const dayMs = 86_400_000

function dataDir(): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'muster-tls-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

const ownCa = (dir: string) => readConfig({ MUSTER_TLS: 'own-ca', MUSTER_DATA: dir })

test('[HO-033] who trusts the own authority is served over TLS, by name and by address', async () => {
  const dir = dataDir()
  const files = await openTls(ownCa(dir), now)
  const server = createServer({ cert: files?.cert, key: files?.key }, (_request, response) => response.end('hello'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const ca = readFileSync(path.join(dir, 'tls', 'ca.pem'))
  const ask = (host: string) =>
    new Promise<number>((resolve, reject) => {
      get({ host, port, ca, agent: false }, (response) => resolve(response.resume().statusCode ?? 0)).on(
        'error',
        reject,
      )
    })
  expect(await ask('127.0.0.1')).toBe(200)
  expect(await ask('localhost')).toBe(200)
})

test("[HO-033] certificates are kept over restarts; the server's is made anew a month before it ends, by the same authority", async () => {
  const dir = dataDir()
  const first = await openTls(ownCa(dir), now)
  expect(await openTls(ownCa(dir), now + 300 * dayMs)).toEqual(first)
  const later = await openTls(ownCa(dir), now + 340 * dayMs)
  expect(later?.cert).not.toBe(first?.cert)
  const authority = new X509Certificate(readFileSync(path.join(dir, 'tls', 'ca.pem')))
  for (const files of [first, later])
    expect(new X509Certificate(files?.cert ?? '').verify(authority.publicKey)).toBe(true)
})

test('[HO-033] private keys are readable by nobody else', async () => {
  const dir = dataDir()
  await openTls(ownCa(dir), now)
  for (const name of ['ca-key.pem', 'server-key.pem'])
    expect(statSync(path.join(dir, 'tls', name)).mode & 0o077).toBe(0)
})

test('[HO-033] a certificate file that is not there is named', async () => {
  const config = readConfig({ MUSTER_TLS_CERT: '/nowhere/chain.pem', MUSTER_TLS_KEY: '/nowhere/key.pem' })
  await expect(openTls(config, now)).rejects.toThrow(ConfigFault)
  await expect(openTls(config, now)).rejects.toThrow('MUSTER_TLS_CERT: /nowhere/chain.pem')
  expect(await openTls(readConfig({}), now)).toBeNull()
})
