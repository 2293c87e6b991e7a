// SPDX-License-Identifier: Apache-2.0
// @ts-check
import net from 'node:net'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { root } from './plain-fault.mjs'
import { ownUrl, readSettings, withFreePort } from './settings.mjs'
import { stagesWanted } from './test.mjs'

const own = { MUSTER_DATA: 'elsewhere' }

test('[HO-207] nothing set means a demo on this machine', () => {
  const settings = readSettings({ ...own, MUSTER_PORT: '' })
  expect(settings).toEqual({
    host: '127.0.0.1',
    port: 8780,
    dataDir: path.join(root, 'elsewhere'),
    isDemo: true,
    isTls: false,
  })
})

test('[HO-207] what is set is kept, and nonsense is refused by name', () => {
  expect(readSettings({ ...own, MUSTER_DEMO: '0', MUSTER_PORT: '1234' })).toMatchObject({ isDemo: false, port: 1234 })
  for (const port of ['http', '-1', '65536', '80.5'])
    expect(() => readSettings({ ...own, MUSTER_PORT: port })).toThrow(/MUSTER_PORT/)
})

test.each([
  ['127.0.0.1', false, 'http://127.0.0.1:8780'],
  ['0.0.0.0', false, 'http://127.0.0.1:8780'],
  ['::', true, 'https://[::1]:8780'],
  ['muster.example', true, 'https://muster.example:8780'],
])('[HO-207] the address of a server on %s', (host, isTls, url) => {
  expect(ownUrl({ host, port: 8780, dataDir: '', isDemo: true, isTls })).toBe(url)
})

test('[HO-206] a port in use is named, and 0 becomes a free one', async () => {
  const taken = net.createServer()
  onTestFinished(() => void taken.close())
  await new Promise((resolve) => taken.listen(0, '127.0.0.1', () => resolve(undefined)))
  const address = taken.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const settings = { host: '127.0.0.1', port, dataDir: '', isDemo: true, isTls: false }
  await expect(withFreePort(settings)).rejects.toThrow(new RegExp(`Port ${port} is in use.*MUSTER_PORT=`))
  const free = await withFreePort({ ...settings, port: 0 })
  expect(free.port).toBeGreaterThan(0)
  expect(free.port).not.toBe(port)
})

test('[HO-214] --only takes one known stage', () => {
  expect(stagesWanted([])).toEqual(['check', 'vitest', 'e2e'])
  expect(stagesWanted(['--only', 'e2e'])).toEqual(['e2e'])
  for (const args of [['--only'], ['--only', 'x'], ['--fast'], ['--only', 'e2e', 'x']])
    expect(() => stagesWanted(args)).toThrow(/--only check/)
})
