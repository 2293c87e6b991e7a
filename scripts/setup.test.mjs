// SPDX-License-Identifier: Apache-2.0
// @ts-check
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { runToEnd } from './child.mjs'
import { fingerprint } from './fingerprint.mjs'
import { alone, holderOf } from './lock.mjs'
import { installFault, isInstalled, lacksOnlyPlatforms } from './setup.mjs'

function freshDir() {
  const dir = mkdtempSync(path.join(tmpdir(), 'muster-scripts-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

/** @param {Record<string, object>} packages */
const lockOf = (packages) => JSON.stringify({ packages })
const wanted = lockOf({
  '': { version: '0.1.0' },
  contract: { version: '0.1.0' },
  'node_modules/@muster/contract': { link: true },
  'node_modules/zod': { version: '4.0.0' },
  'node_modules/binary-darwin': { version: '1.0.0', optional: true },
})

test.each([
  ['the same', { 'node_modules/zod': { version: '4.0.0' } }, true],
  ['nothing', {}, false],
  ['another version', { 'node_modules/zod': { version: '4.0.1' } }, false],
  [
    'another version of an optional one',
    { 'node_modules/zod': { version: '4.0.0' }, 'node_modules/binary-darwin': { version: '0.9.0' } },
    false,
  ],
])('[HO-202] with %s in node_modules', (_what, packages, isEnough) => {
  expect(isInstalled(wanted, lockOf(packages))).toBe(isEnough)
})

test('[HO-202] a damaged note in node_modules means installing anew', () => {
  expect(isInstalled(wanted, '{ "packages": ')).toBe(false)
})

test.each([
  ['npm error code ENOSPC', /Free about 2 GB/],
  ['npm error network request failed, reason: getaddrinfo EAI_AGAIN', /could not reach the package registry/],
  ['npm error Error: EACCES: permission denied, mkdir', /may not write/],
  ['npm error something new', /something new/],
  [`npm error the reason\nnpm error\n${'npm error usage\n'.repeat(40)}`, /the reason/],
  ['killed by the kernel', /killed by the kernel/],
])('[HO-203] %s', (output, words) => {
  expect(installFault(output)).toMatch(words)
})

test.each([
  ['npm error Missing: @oxlint/binding-android-arm64@ from lock file\nnpm error\n', true],
  ['npm error Missing: zod@4.0.1 from lock file', false],
  [
    'npm error Missing: @oxlint/binding-android-arm64@ from lock file\nnpm error Missing: zod@4.0.1 from lock file',
    false,
  ],
  ["npm error Invalid: lock file's zod@4.0.0 does not satisfy zod@4.0.1", false],
  ['npm error code ENOSPC', false],
])('[HO-215] %j', (output, isHarmless) => {
  expect(lacksOnlyPlatforms(output)).toBe(isHarmless)
})

test('[HO-204] what is done alone is done one after the other, also after a failure', async () => {
  const file = path.join(freshDir(), 'setup.lock')
  /** @type {string[]} */
  const seen = []
  /** @param {string} name */
  const act = async (name) => {
    seen.push(`${name} in`)
    await new Promise((resolve) => setTimeout(resolve, 50))
    seen.push(`${name} out`)
    if (name === 'one') throw new Error('one failed')
  }
  const results = await Promise.allSettled([alone(() => act('one'), file), alone(() => act('two'), file)])
  expect(results.map((result) => result.status)).toEqual(['rejected', 'fulfilled'])
  expect(seen).toEqual(['one in', 'one out', 'two in', 'two out'])
})

test('[HO-204] only a live and recent holder counts', async () => {
  const file = path.join(freshDir(), 'setup.lock')
  const ended = await runToEnd(process.execPath, ['-p', 'process.pid'])
  writeFileSync(file, ended.output.trim())
  expect(holderOf(file)).toBeNull()
  writeFileSync(file, 'garbage')
  expect(holderOf(file)).toBeNull()
  writeFileSync(file, String(process.pid))
  expect(holderOf(file)).toBe(process.pid)
  utimesSync(file, 0, 0)
  expect(holderOf(file)).toBeNull()
  expect(holderOf(`${file}.none`)).toBeNull()
})

test('[HO-205] a source that is changed, added, renamed or removed changes the fingerprint; tests and documents do not', () => {
  const dir = freshDir()
  /** @param {string} name @param {string} text */
  const write = (name, text) => {
    mkdirSync(path.dirname(path.join(dir, name)), { recursive: true })
    writeFileSync(path.join(dir, name), text)
  }
  const now = () => fingerprint(dir, ['app', 'lock.json', 'missing'])
  write('app/src/main.ts', 'one')
  write('lock.json', '{}')
  const first = now()
  for (const name of ['app/src/main.test.ts', 'app/SPEC.md', 'app/dist/main.js', 'app/node_modules/x/i.js', 'else.ts'])
    write(name, 'text')
  expect(now()).toBe(first)
  write('app/src/main.ts', 'two')
  const changed = now()
  write('app/src/more.ts', '')
  const added = now()
  rmSync(path.join(dir, 'app/src/more.ts'))
  expect(now()).toBe(changed)
  write('app/src/other.ts', '')
  const renamed = now()
  write('lock.json', '{ }')
  expect(new Set([first, changed, added, renamed, now()]).size).toBe(5)
})
