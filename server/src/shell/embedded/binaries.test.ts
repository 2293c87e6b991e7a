// SPDX-License-Identifier: Apache-2.0
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { findBinaries, findNativeDir } from './binaries'
import { isMadeReady } from './hydrate'
import { runToEnd } from './run-to-end'
import { stageBinaries } from './stage'

function emptyDir(): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'muster-binaries-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

/** A package as npm unpacks it with --ignore-scripts, and with its execute bits lost on top. */
function bareNative(): string {
  const native = path.join(emptyDir(), 'native')
  for (const dir of ['bin', 'lib']) mkdirSync(path.join(native, dir), { recursive: true })
  writeFileSync(path.join(native, 'lib', 'liba.so.1.2'), 'library')
  writeFileSync(path.join(native, 'bin', 'postgres'), '#!/bin/sh\necho 18\n', { mode: 0o600 })
  const link = { source: 'native/lib/liba.so.1.2', target: 'native/lib/liba.so' }
  writeFileSync(path.join(native, 'pg-symlinks.json'), JSON.stringify([link]))
  writeFileSync(path.join(native, '..', 'package.json'), JSON.stringify({ name: 'bare', version: '1.0.0' }))
  return native
}

test('[HO-117] links and execute bits are made, and a second run changes nothing', () => {
  const native = bareNative()
  expect(isMadeReady(native)).toBe(true)
  const link = path.join(native, 'lib', 'liba.so')
  expect(readlinkSync(link)).toBe('liba.so.1.2')
  expect(statSync(path.join(native, 'bin', 'postgres')).mode & 0o777).toBe(0o755)
  const madeMs = lstatSync(link).mtimeMs
  expect(isMadeReady(native)).toBe(true)
  expect(lstatSync(link).mtimeMs).toBe(madeMs)
})

test('[HO-117] the shipped binaries run without the links of their install script', async () => {
  const copy = path.join(emptyDir(), 'native')
  const shipped = findNativeDir(process.platform, process.arch)
  const isNoLink = (from: string) => !lstatSync(from).isSymbolicLink()
  cpSync(shipped, copy, { recursive: true, filter: isNoLink })
  const version = () => runToEnd(path.join(copy, 'bin', 'initdb'), ['--version'], null)
  expect((await version()).status).not.toBe(0)
  expect(isMadeReady(copy)).toBe(true)
  expect(await version()).toMatchObject({ status: 0, lastWords: expect.stringContaining('18.') })
})

test('[HO-118] a staged copy is complete and open to others, whatever the original is', () => {
  const native = bareNative()
  chmodSync(path.join(native, 'lib'), 0o700)
  const staged = stageBinaries(native, path.join(emptyDir(), 'pgbin'))
  expect(readFileSync(path.join(staged, 'lib', 'liba.so'), 'utf8')).toBe('library')
  expect(statSync(path.join(staged, 'bin', 'postgres')).mode & 0o777).toBe(0o755)
  expect(statSync(path.join(staged, 'lib')).mode & 0o777).toBe(0o755)
  expect(existsSync(`${staged}.new`)).toBe(false)
})

test('[HO-118] the same version is staged once, another one anew', () => {
  const native = bareNative()
  const to = path.join(emptyDir(), 'pgbin')
  const touched = path.join(stageBinaries(native, to), 'touched')
  writeFileSync(touched, '')
  stageBinaries(native, to)
  expect(existsSync(touched)).toBe(true)
  writeFileSync(path.join(native, '..', 'package.json'), JSON.stringify({ name: 'bare', version: '1.0.1' }))
  stageBinaries(native, to)
  expect(existsSync(touched)).toBe(false)
})

test('[HO-118] binaries that can be used in place are not copied', async () => {
  const dataDir = emptyDir()
  const bin = await findBinaries(dataDir, null, () => undefined)
  expect(path.resolve(bin)).toBe(path.resolve(findNativeDir(process.platform, process.arch), 'bin'))
  expect(existsSync(path.join(dataDir, 'pgbin'))).toBe(false)
})
