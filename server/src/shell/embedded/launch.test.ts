// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ask, isRunning, makeTemplate, openBench, postmasterPid } from './fixtures/bench'
import { launchEmbedded } from './launch'

const quiet = () => undefined
const soon = { timeout: 20_000, interval: 20 }

let template = ''
beforeAll(async () => void (template = await makeTemplate()))
afterAll(() => rmSync(path.dirname(template), { recursive: true, force: true }))

/** Processes whose command line names the directory: servers, their watchdogs, holders. */
function processesOn(dir: string): number[] {
  const ps = spawnSync('ps', ['-A', '-ww', '-o', 'pid=', '-o', 'args='], { encoding: 'utf8' })
  const lines = ps.stdout.split('\n').filter((line) => line.includes(dir))
  return lines.map((line) => Number.parseInt(line, 10))
}

describe.concurrent('embedded PostgreSQL', { timeout: 30_000 }, () => {
  test('[HO-101] acknowledged rows survive kill -9 of the parent, three times over', async ({ onTestFinished }) => {
    const bench = openBench(template, onTestFinished)
    const dataDir = bench.clusterDir()
    const acknowledged: string[] = []
    for (let round = 0; round < 3; round++) {
      const holder = bench.startHolder(dataDir)
      const enough = 40 + round * 35
      await vi.waitFor(() => expect(holder.acknowledged().length).toBeGreaterThan(enough), soon)
      await holder.kill()
      acknowledged.push(...holder.acknowledged())
    }
    const postgres = await bench.launched(dataDir)
    const kept = new Set((await ask(postgres, 'select id from row_kept')).map((row) => String(row['id'])))
    expect(acknowledged.length).toBeGreaterThan(200)
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([])
  })

  test('[HO-102] PostgreSQL ends soon after its parent was killed, after a restart too', async ({ onTestFinished }) => {
    const bench = openBench(template, onTestFinished)
    const dataDir = bench.clusterDir()
    const holder = bench.startHolder(dataDir)
    await vi.waitFor(() => expect(holder.acknowledged().length).toBeGreaterThan(0), soon)
    process.kill(postmasterPid(dataDir), 'SIGKILL')
    await vi.waitFor(() => expect(holder.lines).toContain('postgres-restarted'), soon)
    const restarted = postmasterPid(dataDir)
    expect(isRunning(restarted)).toBe(true)
    await holder.kill()
    await vi.waitFor(() => expect(isRunning(restarted)).toBe(false), { timeout: 5_000, interval: 20 })
  })

  test('[HO-103] a second Muster on the same directory is refused, naming the first', async ({ onTestFinished }) => {
    const bench = openBench(template, onTestFinished)
    const dataDir = bench.clusterDir()
    const holder = bench.startHolder(dataDir)
    await vi.waitFor(() => expect(holder.acknowledged().length).toBeGreaterThan(0), soon)
    const second = launchEmbedded({ dataDir, onEvent: quiet })
    await expect(second).rejects.toMatchObject({
      code: 'data-in-use',
      message: expect.stringContaining(String(holder.pid)),
    })
    const before = holder.acknowledged().length
    await vi.waitFor(() => expect(holder.acknowledged().length).toBeGreaterThan(before), soon)
  })

  test('[HO-103] a second launch in the same process is refused too', async ({ onTestFinished }) => {
    const bench = openBench(template, onTestFinished)
    const dataDir = bench.clusterDir()
    await bench.launched(dataDir)
    const second = launchEmbedded({ dataDir, onEvent: quiet })
    await expect(second).rejects.toMatchObject({
      code: 'data-in-use',
      message: expect.stringContaining(String(process.pid)),
    })
  })

  test('[HO-104] stop leaves no process, socket or lock, and may be called twice', async ({ onTestFinished }) => {
    const bench = openBench(template, onTestFinished)
    const dataDir = bench.clusterDir()
    const postgres = await bench.launched(dataDir)
    expect(processesOn(dataDir).length).toBeGreaterThan(0)
    await Promise.all([postgres.stop(), postgres.stop()])
    expect(processesOn(dataDir)).toEqual([])
    expect(readdirSync(path.join(dataDir, 'run'))).toEqual([])
    expect(existsSync(path.join(dataDir, 'muster.lock'))).toBe(false)
    expect(existsSync(path.join(dataDir, 'pg', 'postmaster.pid'))).toBe(false)
    expect(postgres.events).not.toContain('postgres-exited')
  })

  test('[HO-105] a PostgreSQL that was killed comes back at the same address with its rows', async ({
    onTestFinished,
  }) => {
    const bench = openBench(template, onTestFinished)
    const dataDir = bench.clusterDir()
    const postgres = await bench.launched(dataDir)
    await ask(postgres, 'create table kept as select 7 as answer')
    process.kill(postmasterPid(dataDir), 'SIGKILL')
    await vi.waitFor(() => expect(postgres.events).toContain('postgres-restarted'), soon)
    const events = postgres.events.filter((event) => event !== 'postgres-recovering')
    expect(events).toEqual(['postgres-started', 'postgres-exited', 'postgres-restarted'])
    expect(await ask(postgres, 'select answer from kept')).toEqual([{ answer: 7 }])
  })

  test('[HO-105] a killed watchdog is replaced without a second server beside the first', async ({
    onTestFinished,
  }) => {
    const bench = openBench(template, onTestFinished)
    const dataDir = bench.clusterDir()
    const postgres = await bench.launched(dataDir)
    const first = postmasterPid(dataDir)
    const watchdog = spawnSync('ps', ['-o', 'ppid=', '-p', String(first)], { encoding: 'utf8' })
    process.kill(Number(watchdog.stdout), 'SIGKILL')
    await vi.waitFor(() => expect(postgres.events).toContain('postgres-restarted'), soon)
    expect(isRunning(first)).toBe(false)
    expect(await ask(postgres, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test.for(['everything', 'all but PostgreSQL'])(
    '[HO-107] the next start succeeds after kill -9 of %s',
    async (what, { onTestFinished }) => {
      const bench = openBench(template, onTestFinished)
      const dataDir = bench.clusterDir()
      const holder = bench.startHolder(dataDir)
      await vi.waitFor(() => expect(holder.acknowledged().length).toBeGreaterThan(0), soon)
      const orphan = postmasterPid(dataDir)
      const doomed = processesOn(dataDir).filter((pid) => what === 'everything' || pid !== orphan)
      for (const pid of doomed) process.kill(pid, 'SIGKILL')
      await holder.kill()
      const postgres = await bench.launched(dataDir)
      expect(isRunning(orphan)).toBe(false)
      const [count] = await ask(postgres, 'select count(*)::int as n from row_kept')
      expect(count?.['n']).toBeGreaterThanOrEqual(holder.acknowledged().length)
    },
  )

  test('[HO-113] too long a path gets a short socket directory, gone after stop and after a crash', async ({
    onTestFinished,
  }) => {
    const bench = openBench(template, onTestFinished)
    const dataDir = path.join(bench.freshDir(), 'd'.repeat(100))
    const holder = bench.startHolder(dataDir)
    await vi.waitFor(() => expect(holder.acknowledged().length).toBeGreaterThan(0), soon)
    const crashed = readFileSync(path.join(dataDir, 'run', 'socket-directory'), 'utf8')
    expect(existsSync(crashed)).toBe(true)
    await holder.kill()
    const postgres = await bench.launched(dataDir)
    const { host } = postgres.connection
    expect([existsSync(crashed), statSync(host).mode & 0o777]).toEqual([false, 0o700])
    expect(await ask(postgres, 'select 1 as one')).toEqual([{ one: 1 }])
    await postgres.stop()
    expect(existsSync(host)).toBe(false)
  })

  test('[HO-114] a first start cut short is done anew', async ({ onTestFinished }) => {
    const bench = openBench(template, onTestFinished)
    const dataDir = bench.freshDir()
    mkdirSync(path.join(dataDir, 'pg.new', 'base'), { recursive: true })
    writeFileSync(path.join(dataDir, 'pg.new', 'PG_VERSION'), '18\n')
    const postgres = await bench.launched(dataDir)
    expect(await ask(postgres, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(existsSync(path.join(dataDir, 'pg.new'))).toBe(false)
  })

  test.for([
    ['PG_VERSION', '17\n', 'PostgreSQL 17'],
    ['thesis.txt', 'mine', 'not a database'],
  ] as const)(
    '[HO-114] %s in the place of the cluster is refused and left alone',
    async ([name, text, words], { onTestFinished }) => {
      const bench = openBench(template, onTestFinished)
      const dataDir = bench.freshDir()
      mkdirSync(path.join(dataDir, 'pg'))
      writeFileSync(path.join(dataDir, 'pg', name), text)
      const start = launchEmbedded({ dataDir, onEvent: quiet })
      await expect(start).rejects.toMatchObject({ code: 'failed', message: expect.stringContaining(words) })
      expect(readFileSync(path.join(dataDir, 'pg', name), 'utf8')).toBe(text)
      expect(existsSync(path.join(dataDir, 'muster.lock'))).toBe(false)
    },
  )

  test('[HO-115] no TCP port, checksums, UTF8, builtin C.UTF-8, UTC, 60 connections, durable', async ({
    onTestFinished,
  }) => {
    const bench = openBench(template, onTestFinished)
    const postgres = await bench.launched(bench.freshDir())
    const wanted = {
      listen_addresses: '',
      data_checksums: 'on',
      server_encoding: 'UTF8',
      TimeZone: 'UTC',
      max_connections: '60',
      fsync: 'on',
      full_page_writes: 'on',
      synchronous_commit: 'on',
      unix_socket_permissions: '0700',
    }
    const names = Object.keys(wanted)
      .map((name) => `'${name}'`)
      .join(',')
    const rows = await ask(postgres, `select name, setting from pg_settings where name in (${names})`)
    expect(Object.fromEntries(rows.map((row) => [row['name'], row['setting']]))).toEqual(wanted)
    const locale = await ask(postgres, "select datlocprovider, datlocale from pg_database where datname = 'postgres'")
    expect(locale).toEqual([{ datlocprovider: 'b', datlocale: 'C.UTF-8' }])
    expect(statSync(postgres.connection.host).mode & 0o777).toBe(0o700)
  })

  test('[HO-119] an unprivileged user owns pg and run and, where Muster is root, nothing else', async ({
    onTestFinished,
  }) => {
    const bench = openBench(template, onTestFinished)
    const dataDir = bench.freshDir()
    await bench.launched(dataDir)
    const owners = Object.fromEntries(
      readdirSync(dataDir).map((name) => [name, statSync(path.join(dataDir, name)).uid]),
    )
    const servant = owners['pg']
    expect(servant).not.toBe(0)
    expect(owners).toEqual({ 'muster.lock': process.getuid?.(), pg: servant, run: servant })
    expect(statSync(dataDir).uid).toBe(process.getuid?.())
  })

  test('[HO-119] a parent directory that is closed is named', async ({ onTestFinished }) => {
    const bench = openBench(template, onTestFinished)
    const closed = path.join(bench.freshDir(), 'closed')
    // Root writes anywhere but its PostgreSQL cannot follow; anybody else cannot write in the first place.
    mkdirSync(closed, { mode: process.getuid?.() === 0 ? 0o700 : 0o500 })
    const start = launchEmbedded({ dataDir: path.join(closed, 'data'), onEvent: quiet })
    await expect(start).rejects.toMatchObject({
      code: 'unreachable-by-user',
      message: expect.stringContaining(closed),
    })
  })
})
