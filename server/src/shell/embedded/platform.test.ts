// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process'
import { expect, onTestFinished, test } from 'vitest'
import { findNativeDir } from './binaries'
import { failureFromError, failureFromWords } from './launch-failed'
import { assertGlibc } from './libc'
import { factsFromPs, processTable } from './process-table'
import { serverArgs } from './settings'

const glibcMaps =
  '7f00-7f01 r-xp 0 fe:00 1 /usr/lib/x86_64-linux-gnu/libc.so.6\n7f01-7f02 r-xp 0 fe:00 2 /usr/bin/node\n'
const muslMaps = '7f00-7f01 r-xp 0 fe:00 1 /lib/ld-musl-x86_64.so.1\n7f01-7f02 r-xp 0 fe:00 2 /usr/bin/node\n'

test.each([
  ['disk-full', 'initdb: error: could not write to file "x": No space left on device', /Free at least/],
  ['disk-full', 'FATAL:  could not extend file "base/1"\nHINT:  Check free disk space.', /Free at least/],
  ['disk-full', 'PANIC: could not write to file "pg_wal/xlogtemp.9": Disk quota exceeded', /Free at least/],
  ['data-in-use', 'FATAL:  lock file "postmaster.pid" already exists', /another PostgreSQL/],
  ['data-in-use', 'FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use', /another PostgreSQL/],
  ['failed', 'FATAL:  could not load libpq.so', /could not load libpq\.so/],
  ['failed', '', /nothing/],
] as const)('[HO-110] %s, from the words %j', (code, words, says) => {
  const failure = failureFromWords('starting', words, '/srv/muster')
  expect(failure.code).toBe(code)
  expect(failure.message).toMatch(says)
})

test.each([
  ['disk-full', 'ENOSPC'],
  ['disk-full', 'EDQUOT'],
  ['unreachable-by-user', 'EACCES'],
  ['unreachable-by-user', 'EROFS'],
])('[HO-110] %s, from the error %s', (code, errno) => {
  const error = Object.assign(new Error(`${errno}: mkdir`), { code: errno })
  const failure = failureFromError(error, 'starting', '/srv/muster')
  expect(failure).toMatchObject({ code, message: expect.stringContaining('MUSTER_DATA') })
})

test('[HO-110] an error of another kind is passed on as it is', () => {
  const error = new TypeError('a fault of ours')
  expect(failureFromError(error, 'starting', '/srv/muster')).toBe(error)
})

test('[HO-111] musl is refused and glibc is not', () => {
  expect(() => assertGlibc(glibcMaps)).not.toThrow()
  expect(() => assertGlibc('')).not.toThrow()
  const start = () => assertGlibc(muslMaps)
  expect(start).toThrow(
    expect.objectContaining({ code: 'unsupported-libc', message: expect.stringContaining('DATABASE_URL') }),
  )
})

test('[HO-112] a platform without binaries is refused', () => {
  const find = () => findNativeDir('sunos', 'sparc')
  expect(find).toThrow(
    expect.objectContaining({ code: 'no-binaries', message: expect.stringContaining('DATABASE_URL') }),
  )
})

test('[HO-116] ps tells the same of a live process and of none as this system does', async () => {
  const child = spawn('sleep', ['20'])
  onTestFinished(() => void child.kill())
  await new Promise((resolve) => child.once('spawn', resolve))
  const pid = child.pid ?? 0
  const [here, fromPs] = [processTable(pid), factsFromPs(pid)]
  expect(fromPs).toMatchObject({ state: 'running', command: 'sleep 20' })
  expect(here).toMatchObject({ state: 'running', command: 'sleep 20' })
  expect(here?.bornAt).toBe(processTable(pid)?.bornAt)
  expect(here?.bornAt).not.toBe(processTable(process.pid)?.bornAt)
  expect(fromPs?.bornAt).toMatch(/^\w{3} \w{3} +\d+ [\d:]{8} \d{4}$/)
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('exit', resolve))
  expect([processTable(pid), factsFromPs(pid)]).toEqual([null, null])
})

test('[HO-120] a caller may change a default but not the way in, and no nonsense', () => {
  const args = serverArgs('/srv/pg', '/srv/a,b', { fsync: 'off', listen_addresses: '*' }).join(' ')
  expect(args).toContain('-c fsync=off')
  expect(args).not.toContain('fsync=on')
  expect(args).not.toContain('listen_addresses=*')
  expect(args).toContain('-c unix_socket_directories="/srv/a,b"')
  expect(() => serverArgs('/srv/pg', '/srv/run', { 'x; drop': '1' })).toThrow(/"x; drop"/)
})
