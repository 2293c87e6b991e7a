// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { ConfigFault, isLoopback, readConfig, settings } from './config'

test.each([
  ['MUSTER_PORT', { MUSTER_PORT: 'eighty' }],
  ['MUSTER_PORT', { MUSTER_PORT: '70000' }],
  ['MUSTER_DEMO', { MUSTER_DEMO: 'yes' }],
  ['MUSTER_HOST', { MUSTER_DEMO: '1', MUSTER_HOST: '0.0.0.0' }],
  ['DATABASE_URL', { DATABASE_URL: 'mysql://there' }],
  ['MUSTER_ORIGIN', { MUSTER_ORIGIN: 'muster.example' }],
  ['MUSTER_TLS_KEY', { MUSTER_TLS_CERT: 'chain.pem' }],
  ['MUSTER_TLS_CERT', { MUSTER_TLS_KEY: 'key.pem' }],
  ['MUSTER_ADMIN_PASSWORD_FILE', { MUSTER_ADMIN: 'admin' }],
  ['MUSTER_LOG_LEVEL', { MUSTER_LOG_LEVEL: 'loud' }],
])('[HO-012] a bad setting is refused and %s is named: %j', (name, env) => {
  expect(() => readConfig(env)).toThrow(ConfigFault)
  expect(() => readConfig(env)).toThrow(name)
})

test('[HO-012] with nothing set Muster listens on this machine alone, and an empty setting is not set', () => {
  expect(readConfig({ MUSTER_PORT: '', DATABASE_URL: '' })).toMatchObject({
    host: '127.0.0.1',
    port: 8780,
    databaseUrl: null,
    demo: false,
    tls: { kind: 'off' },
  })
})

test('[HO-012] every setting says what it means', () => {
  expect(settings().filter(({ meaning }) => meaning === '')).toEqual([])
})

test.each([
  ['127.0.0.1', true],
  ['127.8.9.1', true],
  ['localhost', true],
  ['::1', true],
  ['0.0.0.0', false],
  ['10.0.0.1', false],
  ['127.0.0.1.example', false],
])('[HO-012] %s is loopback: %s', (host, answer) => expect(isLoopback(host)).toBe(answer))
