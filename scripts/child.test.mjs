// SPDX-License-Identifier: Apache-2.0
// @ts-check
import { expect, test } from 'vitest'
import { eachLine, exitOf, runToEnd, startHeld, stopHeld } from './child.mjs'

/** @param {string} script */
async function held(script) {
  const child = startHeld(process.execPath, ['-e', `${script};console.log('up');setInterval(() => {}, 1000)`], {})
  await new Promise((resolve) => eachLine(child.stdout, resolve))
  return child
}

test.each([
  ['by its pipe', "process.stdin.resume().on('end', () => process.exit(0))", 'stopped', 'exit 0'],
  ['by signal, when it ignores the pipe', '', 'stopped', 'SIGTERM'],
  ['by force, when it ignores that too', "process.on('SIGTERM', () => {})", 'killed', 'SIGKILL'],
])('[HO-211] stopped %s', async (_how, script, result, end) => {
  const child = await held(script)
  expect(await stopHeld(child, 600)).toBe(result)
  expect(child.signalCode ?? `exit ${child.exitCode}`).toBe(end)
})

test('[HO-211] what has ended already is stopped, and says how it ended', async () => {
  const child = startHeld(process.execPath, ['-e', 'process.exit(3)'], {})
  expect(await exitOf(child)).toBe(3)
  expect(await stopHeld(child, 100)).toBe('stopped')
  expect(await exitOf(startHeld('/nowhere/program', [], {}))).toBe(127)
})

test('[HO-212] a program that cannot start, or is killed, has not ended well', async () => {
  expect(await runToEnd('/nowhere/program', [])).toMatchObject({ code: 127 })
  const killed = await runToEnd(process.execPath, ['-e', "process.kill(process.pid, 'SIGKILL')"])
  expect(killed.code).toBeGreaterThanOrEqual(128)
})
