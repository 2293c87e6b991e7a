// SPDX-License-Identifier: Apache-2.0
// @ts-check
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { exitOf } from './child.mjs'
import { root } from './plain-fault.mjs'

// A clone with the real scripts, and stand-ins for the tools, the server and the demo.
const esbuild = `export const build = async ({ entryPoints, outfile, absWorkingDir }) => {
  const { cpSync } = await import('node:fs')
  cpSync(absWorkingDir + '/' + entryPoints[0], absWorkingDir + '/' + outfile)
}`
const both = `import { appendFileSync } from 'node:fs'
const note = (text) => appendFileSync('notes', text + ' ' + process.pid + '\\n')
`
const server = `${both}
import http from 'node:http'
note('server up')
process.stdin.resume().on('end', () => { note('server down'); process.exit(0) })
const since = Date.now()
http.createServer((request, reply) => {
  if (request.url === '/die') { console.log('{"level":60,"msg":"struck by lightning"}'); process.exit(7) }
  reply.writeHead(Date.now() - since < 400 ? 503 : 200).end('{"reasons":["warming up"]}')
}).listen(Number(process.env.MUSTER_PORT), process.env.MUSTER_HOST)
`
const demo = `${both}
note('demo up')
process.stdin.resume().on('end', () => { note('demo down'); process.exit(0) })
console.log('600 officers booked on')
console.log('demo: ready')
`

/** @param {string} serverSource */
function fakeClone(serverSource) {
  const dir = realpathSync(mkdtempSync(path.join(tmpdir(), 'muster-clone-')))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  cpSync(path.join(root, 'scripts'), path.join(dir, 'scripts'), { recursive: true })
  const files = {
    'package-lock.json': '{"packages":{}}',
    'node_modules/.package-lock.json': '{"packages":{}}',
    'node_modules/esbuild/package.json': '{"type":"module","main":"index.js"}',
    'node_modules/esbuild/index.js': esbuild,
    'node_modules/vite/bin/vite.js': '',
    'package.json': '{"type":"module"}',
    'server/src/main.ts': serverSource,
    'scenarios/src/demo.ts': demo,
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(dir, name)), { recursive: true })
    writeFileSync(path.join(dir, name), text)
  }
  return dir
}

/** @param {string} dir */
function start(dir) {
  const env = { ...process.env, MUSTER_PORT: '0', MUSTER_DATA: 'data', MUSTER_DEMO: '1', MUSTER_HOST: '127.0.0.1' }
  const child = spawn(process.execPath, ['scripts/start.mjs'], { cwd: dir, env })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
  const exited = exitOf(child)
  const ready = () => vi.waitFor(() => expect(output).toContain('Muster is ready'), { timeout: 10_000 })
  const url = () => /http:\S+:\d+/.exec(output)?.[0] ?? ''
  return { child, exited, ready, url, output: () => output }
}

/** @param {string} dir @returns {string[]} what server and demo noted, without their pids */
function notes(dir) {
  const file = path.join(dir, 'notes')
  return existsSync(file)
    ? readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.replace(/ \d+$/, ''))
    : []
}

test('[HO-213] it builds, waits, tells where, and stops the demo before the server', async () => {
  const dir = fakeClone(server)
  const first = start(dir)
  await first.ready()
  expect(first.output()).toMatch(/Building console, field, server, scenarios/)
  expect(first.output()).toMatch(/waiting: warming up[^]*600 officers booked on[^]*\/field\/[^]*sign in as/)
  expect(first.output()).not.toContain('demo: ready')
  const askedMs = performance.now()
  first.child.kill('SIGTERM')
  expect(await first.exited).toBe(0)
  expect(performance.now() - askedMs).toBeLessThan(10_000)
  expect(notes(dir)).toEqual(['server up', 'demo up', 'demo down', 'server down'])
  const second = start(dir)
  await second.ready()
  expect(second.output()).not.toContain('Building')
  second.child.kill('SIGINT')
  expect(await second.exited).toBe(0)
})

test('[HO-213] a server that ends while it starts is told of in its own words', async () => {
  const dir = fakeClone(`console.log('{"level":60,"msg":"the data directory is in use"}'); process.exit(1)`)
  const { exited, output } = start(dir)
  expect(await exited).toBe(1)
  expect(output()).toMatch(/error: the data directory is in use[^]*The server ended by itself, for the reason above/)
  expect(output()).not.toMatch(/ready|\n +at /)
})

test('[HO-213] a server that ends later takes the demo with it', async () => {
  const dir = fakeClone(server)
  const { exited, ready, url, output } = start(dir)
  await ready()
  await fetch(`${url()}/die`).catch(() => undefined)
  expect(await exited).toBe(1)
  expect(output()).toMatch(/struck by lightning[^]*The server ended by itself/)
  expect(notes(dir)).toEqual(['server up', 'demo up', 'demo down'])
})

test('[HO-213] killed outright, it leaves nothing running', async () => {
  const dir = fakeClone(server)
  const { child, ready } = start(dir)
  await ready()
  child.kill('SIGKILL')
  await vi.waitFor(() => expect(notes(dir).slice(2).sort()).toEqual(['demo down', 'server down']), { timeout: 5_000 })
})
