// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { lockHolder, takeLock } from './lock'
import { judgePostmaster } from './postmaster'
import type { ProcessFacts } from './process-table'

const cluster = '/srv/muster/pg'
const ours = `/opt/bin/postgres -D ${cluster} -c cluster_name=muster -c fsync=on`

function tableOf(facts: Partial<ProcessFacts> | null) {
  return (pid: number): ProcessFacts | null =>
    facts === null || pid !== 4711 ? null : { state: 'running', bornAt: 'boot/100', command: 'node main.js', ...facts }
}

function emptyDir(): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'muster-lock-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

test.each([
  ['its holder', {}, '4711\nboot/100\n', 4711],
  ['nobody: the holder is gone', null, '4711\nboot/100\n', null],
  ['nobody: the holder is a zombie', { state: 'zombie' }, '4711\nboot/100\n', null],
  ['nobody: the pid is used again', { bornAt: 'boot/999' }, '4711\nboot/100\n', null],
  ['nobody: the machine was started anew', { bornAt: 'other-boot/100' }, '4711\nboot/100\n', null],
  ['its holder, though the system hides it', { bornAt: '', command: '' }, '4711\nboot/100\n', 4711],
  ['its holder, though it could not say when it was born', {}, '4711\n\n', 4711],
  ['nobody: the file is empty', {}, '', null],
  ['nobody: the file is damaged', {}, '-1\nboot/100\n', null],
] as const)('[HO-108] the lock is held by %s', (_who, facts, text, holder) => {
  expect(lockHolder(text, tableOf(facts))).toBe(holder)
})

test('[HO-108] a stale lock is taken over, a live one is not, and a released one is free', () => {
  const dir = emptyDir()
  const file = path.join(dir, 'muster.lock')
  writeFileSync(file, '4711\nboot/100\n')
  expect(() => takeLock(dir, tableOf({}))).toThrow(/process 4711/)
  const lock = takeLock(dir, tableOf(null))
  expect(readFileSync(file, 'utf8')).toMatch(new RegExp(`^${process.pid}\n`))
  lock.release()
  expect(existsSync(file)).toBe(false)
  expect(readdirSync(dir)).toEqual([])
})

test('[HO-108] releasing leaves a lock alone that somebody else holds by now', () => {
  const dir = emptyDir()
  const file = path.join(dir, 'muster.lock')
  const lock = takeLock(dir)
  writeFileSync(file, '4711\nboot/100\n')
  lock.release()
  expect(readFileSync(file, 'utf8')).toBe('4711\nboot/100\n')
})

test.each([
  ['none', null, {}],
  ['damaged', '', {}],
  ['damaged', 'garbage\n', {}],
  ['gone', `4711\n${cluster}\n`, null],
  ['reused', `4711\n${cluster}\n`, { state: 'zombie', command: '' }],
  ['reused', `4711\n${cluster}\n`, { command: `vi ${cluster}/pg_hba.conf` }],
  ['reused', `4711\n${cluster}\n`, { command: '/usr/lib/postgresql/17/bin/postgres -D /var/lib/postgresql/17/main' }],
  ['orphan', `4711\n${cluster}\n`, { command: ours }],
  ['reused', `4711\n${cluster}\n`, { command: ours.replace(cluster, `${cluster}2`) }],
  ['stranger', `4711\n${cluster}\n`, { command: `postgres -D ${cluster}` }],
  ['stranger', `4711\n${cluster}\n`, { command: 'postgres' }],
  ['stranger', `4711\n${cluster}\n`, { command: '' }],
] as const)('[HO-109] %s: postmaster.pid %j with process %j', (kind, text, facts) => {
  expect(judgePostmaster(text, cluster, tableOf(facts)).kind).toBe(kind)
})
