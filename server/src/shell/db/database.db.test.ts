// SPDX-License-Identifier: Apache-2.0
import { newId } from '@muster/contract/ids'
import { Refused } from '@muster/contract/refusal'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAgencyWorld, type AgencyWorld } from '../../testing/agency-world'
import { rawCall } from '../../testing/raw-call'
import { until } from '../../testing/until'
import { anyone, type PersonViewer } from '../viewer'

let at: AgencyWorld
beforeAll(async () => {
  at = await openAgencyWorld()
})
afterAll(() => at.close())

const database = () => at.world.world.database
const viewer = (clearedFor: PersonViewer['clearedFor']): PersonViewer => ({
  kind: 'person',
  sessionId: newId(),
  personId: newId(),
  name: 'Somebody',
  roles: [],
  permissions: new Set(),
  clearedFor,
  deviceId: null,
  expiresAt: 0,
})

test('[HO-001] news leaves after the commit, in order; of a transaction that failed none does', async () => {
  const heard: unknown[] = []
  const leave = at.world.world.house.bus.subscribe('test', (news) => heard.push(news))
  await database().transaction(anyone, async (tx) => {
    tx.announce('test', 1)
    tx.announce('test', 2)
    await sql`select 1`.execute(tx.db)
    expect(heard).toEqual([])
  })
  expect(heard).toEqual([1, 2])
  const failing = database().transaction(anyone, async (tx) => {
    tx.announce('test', 3)
    throw new Refused('bad-request', 'no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(heard).toEqual([1, 2])
  leave()
})

const guarded = [
  ['unit', "compartments <> '{}'"],
  ['address', 'true'],
  ['audit_leaf', "compartments <> '{}'"],
  ['compartment', 'true'],
  ['booking', 'true'],
  ['fix', 'true'],
  ['unit_last_position', 'true'],
  ['quarantine', "compartments <> '{}'"],
  ['alarm', "compartments <> '{}' and widened_at is null"],
] as const

/** One row of everything that hangs on a compartmented unit, past every check, as the owner. */
async function leaveTraces(): Promise<void> {
  const { owner } = at.world
  const { rows } = await owner.query<{ id: string; no: number; person_id: string; compartments: string[] }>(
    "select id, no, person_id, compartments from unit where compartments <> '{}' limit 1",
  )
  const unit = rows[0] as (typeof rows)[number]
  const day = new Date().toISOString().slice(0, 10)
  await owner.query('select muster_fix_partition($1::date)', [day])
  for (const table of ['fix', 'unit_last_position'])
    await owner.query(
      `insert into ${table} (unit_no, at, received_at, lat, lon, source) values ($1, $2, $2, 1, 1, 0)`,
      [unit.no, `${day}T00:00:00Z`],
    )
  await owner.query(
    'insert into booking (id, unit_id, person_id, on_at, status, status_at) values ($1, $2, $3, now(), 1, now())',
    [newId(), unit.id, unit.person_id],
  )
  await owner.query(
    "insert into quarantine (id, at, source, address, reason, detail, raw, compartments) values ($1, now(), 'osmand', 'a', 'unreadable', '', '', $2)",
    [newId(), unit.compartments],
  )
  await owner.query(
    `insert into alarm (id, unit_id, join_key, claimed, trust, source, silent, pressed_at, received_at, last_press_at, compartments)
      values ($1, $2, 'test', 'a', 'signed-in', 'field-app', false, now(), now(), now(), $3)`,
    [newId(), unit.id, unit.compartments],
  )
}

test('[HO-002] past every check of ours, the database shows nobody who is not cleared a compartmented row', async () => {
  await leaveTraces()
  const count = (who: typeof anyone | PersonViewer | 'jobs', table: string, where: string) => {
    const ask = async (tx: Parameters<Parameters<ReturnType<typeof database>['transaction']>[1]>[0]) =>
      (
        await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)} where ${sql.raw(where)}`.execute(
          tx.db,
        )
      ).rows[0]?.n ?? -1
    return who === 'jobs' ? database().asJobs(ask) : database().transaction(who, ask)
  }
  const everything = at.agency.compartments.map(({ id }) => id)
  for (const [table, where] of guarded) {
    const hidden =
      table === 'address' ? "exists (select from unit u where u.id = unit_id and u.compartments <> '{}')" : where
    const all = await count('jobs', table, hidden)
    expect(all).toBeGreaterThan(0)
    expect(await count(viewer(everything), table, hidden)).toBe(all)
    expect(await count(anyone, table, hidden)).toBe(0)
    expect(await count(viewer([]), table, hidden)).toBe(0)
  }
})

test('[HO-002] a viewer of one transaction is not the viewer of the next on the same connection', async () => {
  const everything = at.agency.compartments.map(({ id }) => id)
  const hidden = "select count(*)::int as n from unit where compartments <> '{}'"
  for (let n = 0; n < 30; n++) {
    await database().transaction(viewer(everything), (tx) => sql.raw(hidden).execute(tx.db))
    const { rows } = await database().transaction(anyone, (tx) => sql.raw<{ n: number }>(hidden).execute(tx.db))
    expect(rows).toEqual([{ n: 0 }])
  }
})

test('[HO-002] the application may not unset row-level security, alter its tables or read the tokens of the log', async () => {
  for (const statement of [
    'alter table unit disable row level security',
    'drop policy unit_app on unit',
    'delete from audit_leaf',
    'update audit_leaf set body = null',
    'delete from audit_entry',
    'delete from custody',
  ])
    await expect(database().transaction(anyone, (tx) => sql.raw(statement).execute(tx.db))).rejects.toThrow(
      /must be owner|permission denied/,
    )
})

test('[HO-004] two transactions that wait for each other are run again, and both come through', async () => {
  await at.world.owner.query('create table clash (id int primary key, n int not null default 0)')
  await at.world.owner.query('insert into clash (id) values (1), (2)')
  await at.world.owner.query('grant select, update on clash to muster_app')
  const bump = (first: number, second: number) =>
    database().transaction(anyone, async (tx) => {
      await sql`update clash set n = n + 1 where id = ${first}`.execute(tx.db)
      await sql`select pg_sleep(0.1)`.execute(tx.db)
      await sql`update clash set n = n + 1 where id = ${second}`.execute(tx.db)
    })
  await Promise.all([bump(1, 2), bump(2, 1)])
  expect((await at.world.owner.query('select n from clash order by id')).rows).toEqual([{ n: 2 }, { n: 2 }])
})

test('[HO-003] connections that are cut under way are 503 at worst, and then requests work again', async () => {
  const cut = () =>
    at.world.owner.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
    )
  const cookie = (await at.as(at.agency.cast.controller)).cookieHeader()
  const under = database().transaction(anyone, async (tx) => {
    await cut()
    await sql`select 1`.execute(tx.db)
  })
  await expect(under).rejects.toMatchObject({ code: 'database-unavailable' })
  const busy = Array.from({ length: 20 }, () => rawCall(at.url, '/api/v1/talkgroups', { headers: { cookie } }))
  await cut()
  for (const { status } of await Promise.all(busy)) expect([200, 503]).toContain(status)
  const answer = await until(
    () => rawCall(at.url, '/api/v1/talkgroups', { headers: { cookie } }),
    ({ status }) => status === 200,
    'the database to be back',
  )
  expect(answer.status).toBe(200)
})

test('[HO-003] before the database is there everything but a press waits, and says so', async () => {
  const { openDatabase } = await import('./database')
  const { openLocalBus } = await import('../bus')
  const { silentLog } = await import('../log')
  const away = openDatabase({ now: () => 0, bus: openLocalBus(() => undefined), log: silentLog })
  await expect(away.ping()).rejects.toMatchObject({ code: 'database-unavailable' })
  away.connect({ host: '127.0.0.1', port: 1 })
  await expect(away.ping()).rejects.toMatchObject({ code: 'database-unavailable' })
  await away.close()
})
