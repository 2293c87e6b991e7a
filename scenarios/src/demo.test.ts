// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'

const tsx = createRequire(import.meta.url).resolve('tsx/cli')
const entry = fileURLToPath(new URL('demo.ts', import.meta.url))
let started: ReturnType<typeof spawn>[] = []
afterEach(() => {
  for (const child of started) child.kill('SIGKILL')
  started = []
})

/** The demo, waiting for a server that is not there. */
function demo(env: Record<string, string>) {
  const child = spawn(process.execPath, [tsx, entry], {
    env: { ...process.env, MUSTER_URL: 'http://127.0.0.1:9', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  started.push(child)
  return child
}

test('[SC-25] the demo ends when the standard input of its parent closes', async () => {
  const child = demo({ MUSTER_PARENT_PIPE: '1' })
  setTimeout(() => child.stdin.end(), 500)
  const [code] = (await once(child, 'exit')) as [number | null]
  expect(code).toBe(0)
})

test('[SC-25] a number of officers that makes no sense is refused, with what would', async () => {
  const child = demo({ MUSTER_DEMO_OFFICERS: 'many' })
  let said = ''
  child.stderr.on('data', (piece: Buffer) => (said += piece.toString()))
  const [code] = (await once(child, 'exit')) as [number | null]
  expect(code).toBe(1)
  expect(said).toContain('demo: MUSTER_DEMO_OFFICERS must be a whole number from 1 to 2000')
})
