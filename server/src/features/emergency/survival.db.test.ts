// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CloseAlarm, ListAlarms, PressState, type Alarm } from '@muster/contract/emergency'
import { DemoPeople, DemoSignIn, ImportPeople } from '@muster/contract/identity'
import { newId, type PersonId, type PressId } from '@muster/contract/ids'
import { apiClient, type ApiClient } from '@muster/scenarios/api-client'
import { httpWire } from '@muster/scenarios/http-wire'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLiveSocket } from '../../testing/live-socket'
import { buildServer, openServerProcess, type ServerProcess } from '../../testing/server-process'
import { until } from '../../testing/until'

/** Rounds of kill -9; the long run asks for more. */
const rounds = Number(process.env['SURVIVAL_ROUNDS'] ?? 10)
const controllerId = newId<PersonId>()

beforeAll(buildServer, 120_000)

/** As root PostgreSQL runs as somebody else, who must be able to pass through. */
async function dataDirIn(name: string): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), `muster-${name}-`))
  await chmod(dir, 0o711)
  return dir
}

async function signIn(server: ServerProcess, personId: PersonId | null): Promise<ApiClient> {
  const api = apiClient(httpWire(server.url, { connections: 2 }))
  const { people } = await api.call(DemoPeople)
  await api.call(DemoSignIn, { body: { personId: personId ?? (people[0]?.id as PersonId) } })
  return api
}

/** Somebody to watch the alarms; the presses here come from nobody the server knows. */
async function addController(server: ServerProcess): Promise<void> {
  const row = {
    id: controllerId,
    name: 'Test Controller',
    collar: 'T1',
    teamId: null,
    roles: ['controller' as const],
    clearedFor: [],
  }
  await (await signIn(server, null)).call(ImportPeople, { body: { rows: [row] } })
}

async function press(server: ServerProcess, id: PressId): Promise<PressState> {
  const answer = await fetch(`${server.url}/api/v1/presses`, { method: 'POST', body: JSON.stringify({ id }) })
  expect([200, 202]).toContain(answer.status)
  return PressState.parse(await answer.json())
}

async function alarms(server: ServerProcess): Promise<Alarm[]> {
  return (await (await signIn(server, controllerId)).call(ListAlarms)).rows
}

async function closeAll(server: ServerProcess): Promise<void> {
  const api = await signIn(server, controllerId)
  for (const { id, closedAt } of (await api.call(ListAlarms)).rows)
    if (closedAt === null) await api.call(CloseAlarm, { params: { alarmId: id }, body: { reason: 'unfounded' } })
}

describe('a server that is killed', () => {
  let server: ServerProcess
  beforeAll(async () => {
    server = await openServerProcess(await dataDirIn('kill'))
    await addController(server)
  }, 90_000)
  afterAll(async () => {
    await server.stop()
    await rm(server.dataDir, { recursive: true, force: true })
  })

  test(
    `[EM-10] kill -9 between press and acknowledgement, ${rounds} times: each press stands once`,
    async () => {
      for (let round = 0; round < rounds; round++) {
        await closeAll(server)
        const id = newId<PressId>()
        // Killed the moment the answer is there, or (odd rounds) while it is on its way; the device then sends it again.
        const answer = press(server, id).catch(() => null)
        await (round % 2 === 1 ? sleep(round) : answer)
        await server.kill()
        const answered = await answer
        await server.start()
        const first = answered ?? (await press(server, id))
        expect(first.journalled).toBe(true)
        const standing = await until(
          async () => (await alarms(server)).filter(({ closedAt }) => closedAt === null),
          (found) => found.length > 0,
          'the alarm to stand',
        )
        expect(standing.map(({ id: alarmId, presses }) => [alarmId, presses])).toEqual([[id, 1]])
        await press(server, id)
        expect(
          (await alarms(server)).filter(({ id: alarmId }) => alarmId === (id as string)).map(({ presses }) => presses),
        ).toEqual([1])
      }
    },
    60_000 + rounds * 15_000,
  )
})

/** The postmaster and all its children, from its own pid file. */
function postgresPids(dataDir: string): number[] {
  const main = Number(readFileSync(join(dataDir, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0])
  const children = spawnSync('ps', ['-o', 'pid=', '--ppid', String(main)], { encoding: 'utf8' })
    .stdout.split('\n')
    .map(Number)
    .filter((pid) => pid > 0)
  return [main, ...children]
}

describe('a database that hangs', () => {
  let server: ServerProcess
  beforeAll(async () => {
    server = await openServerProcess(await dataDirIn('hang'))
    await addController(server)
  }, 90_000)
  afterAll(async () => {
    await server.stop()
    await rm(server.dataDir, { recursive: true, force: true })
  })

  test('[EM-11] PostgreSQL stopped for 30 s: presses are answered, shown, and recorded once it goes on', async () => {
    const console = await openLiveSocket(server.url, {
      cookie: (await signIn(server, controllerId)).cookieHeader(),
      origin: server.url,
    })
    console.send({ type: 'subscribe', topics: ['alarms'] })
    await console.next('alarms', ({ full }) => full)
    const pinging = setInterval(() => console.send({ type: 'ping', at: Date.now() }), 5_000)
    const pids = postgresPids(server.dataDir)
    for (const pid of pids) process.kill(pid, 'SIGSTOP')
    const id = newId<PressId>()
    try {
      expect(await press(server, id)).toMatchObject({ journalled: true, recorded: false })
      await console.next('alarms', ({ alarms: shown }) => shown.some((alarm) => alarm.id === id && !alarm.recorded))
      await sleep(29_000)
      expect(await press(server, id)).toMatchObject({ alarmId: id, journalled: true, recorded: false })
    } finally {
      for (const pid of pids) process.kill(pid, 'SIGCONT')
    }
    await console.next('alarms', ({ alarms: shown }) => shown.some((alarm) => alarm.id === id && alarm.recorded))
    expect((await alarms(server)).map(({ id: alarmId, presses }) => [alarmId, presses])).toEqual([[id, 1]])
    clearInterval(pinging)
    console.close()
  }, 90_000)

  test('[EM-11] PostgreSQL killed with kill -9: it comes back, and so does the record', async () => {
    await closeAll(server)
    for (const pid of postgresPids(server.dataDir)) process.kill(pid, 'SIGKILL')
    const id = newId<PressId>()
    expect(await press(server, id)).toMatchObject({ journalled: true })
    await until(
      () => press(server, id).then(({ recorded }) => recorded),
      (recorded) => recorded,
      'the press to be recorded',
      30_000,
    )
    const standing = await until(
      () => alarms(server).catch(() => []),
      (found) => found.some(({ id: alarmId }) => alarmId === (id as string)),
      'the alarm',
      30_000,
    )
    expect(standing.filter(({ closedAt }) => closedAt === null).map(({ id: alarmId }) => alarmId)).toEqual([id])
  }, 60_000)
})

/** A small disk of our own needs root and mount; where there is neither, this is skipped and counted. */
const canMount = process.getuid?.() === 0 && process.platform === 'linux' && tryMount()

function tryMount(): boolean {
  const dir = join(tmpdir(), `muster-mount-${process.pid}`)
  mkdirSync(dir, { recursive: true })
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', dir]).status === 0
  if (mounted) spawnSync('umount', [dir])
  rmSync(dir, { recursive: true, force: true })
  return mounted
}

describe.skipIf(!canMount)('a full disk', () => {
  let server: ServerProcess
  let disk: string
  beforeAll(async () => {
    disk = await mkdtemp(join(tmpdir(), 'muster-disk-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=220m,mode=0711', 'tmpfs', disk])
    server = await openServerProcess(join(disk, 'data'))
    await addController(server)
  }, 90_000)
  afterAll(async () => {
    await server.stop()
    execFileSync('umount', ['-l', disk])
    await rm(disk, { recursive: true, force: true })
  })

  test('[EM-11] with not a byte free a press is on disk and shown, survives kill -9, and is recorded once there is room', async () => {
    await closeAll(server)
    const filler = join(disk, 'filler')
    fill(filler)
    expect(readdirSync(disk)).toContain('filler')
    const id = newId<PressId>()
    expect(await press(server, id)).toMatchObject({ journalled: true })
    await server.kill()
    await server.start('listening')
    expect(await press(server, id)).toMatchObject({ alarmId: id, journalled: true })
    rmSync(filler)
    await until(
      () => press(server, id).then(({ recorded }) => recorded),
      (recorded) => recorded,
      'the press to be recorded',
      60_000,
    )
    const standing = await until(
      () => alarms(server).catch(() => []),
      (found) => found.length > 0,
      'the list of alarms',
      60_000,
    )
    expect(
      standing.filter(({ closedAt }) => closedAt === null).map(({ id: alarmId, presses }) => [alarmId, presses]),
    ).toEqual([[id, 1]])
  }, 180_000)
})

/** Until the disk says it is full, to the last page. */
function fill(file: string): void {
  for (const bytes of [4_194_304, 65_536, 4_096]) {
    for (;;) {
      try {
        writeFileSync(file, Buffer.alloc(bytes, 0x5a), { flag: 'a' })
      } catch {
        break
      }
    }
  }
  expect(existsSync(file)).toBe(true)
}
