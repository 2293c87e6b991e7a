// SPDX-License-Identifier: Apache-2.0
import { ListLeaves } from '@muster/contract/audit'
import { ImportCompartments, ImportPeople, ImportTeams, ImportUnits } from '@muster/contract/identity'
import { newId, type CompartmentId, type PersonId, type TeamId, type UnitId } from '@muster/contract/ids'
import { ImportItems } from '@muster/contract/kit'
import { ImportTalkgroups } from '@muster/contract/talkgroups'
import { commitmentOf, leafHash } from '@muster/proof/leaf'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anyone } from '../../shell/viewer'
import { openAgencyWorld, type AgencyWorld } from '../../testing/agency-world'
import { rawCall } from '../../testing/raw-call'
import { until } from '../../testing/until'
import { append } from './append'

let at: AgencyWorld
beforeAll(async () => {
  at = await openAgencyWorld()
})
afterAll(() => at.close())

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

interface Row {
  type: string
  subject: string
  seq: number
  prev: Buffer | null
  at: Date
  by: string
  salt: Buffer
  body: unknown
  commitment: Buffer
  hash: Buffer
}

test('[AU-1] the log of a whole agency verifies with nothing but proof/leaf: every commitment, hash and link', async () => {
  const { rows } = await at.world.owner.query<Row>('select * from audit_leaf order by subject, seq')
  expect(rows.length).toBeGreaterThan(100)
  let before: Row | null = null
  for (const row of rows) {
    const first: boolean = before?.subject !== row.subject
    expect(row.seq).toBe(first ? 1 : (before?.seq ?? 0) + 1)
    expect(row.prev === null ? null : hex(row.prev)).toBe(first ? null : hex(before?.hash ?? Buffer.alloc(0)))
    expect(hex(commitmentOf(row.salt, row.body))).toBe(hex(row.commitment))
    const { type, subject, seq, by } = row
    const head = {
      type,
      subject,
      seq,
      prev: row.prev === null ? null : hex(row.prev),
      at: row.at.toISOString(),
      by,
      body: hex(row.commitment),
    }
    expect(hex(leafHash(head))).toBe(hex(row.hash))
    before = row
  }
})

test('[AU-1] a leaf is there with its change or not at all', async () => {
  const failing = at.world.world.database.transaction(anyone, async (tx) => {
    await append(tx, 'test', 'test:rolled-back', {})
    throw new Error('rolled back')
  })
  await expect(failing).rejects.toThrow('rolled back')
  expect((await at.world.owner.query("select from audit_leaf where subject = 'test:rolled-back'")).rowCount).toBe(0)
})

test('[AU-2] many who append to one history at once all come through, one after the other', async () => {
  const write = (n: number) =>
    at.world.world.database.transaction(anyone, (tx) => append(tx, 'test', 'test:busy', { n }))
  await write(0)
  await Promise.all(Array.from({ length: 24 }, (_, n) => write(n + 1)))
  const { rows } = await at.world.owner.query("select seq from audit_leaf where subject = 'test:busy' order by seq")
  expect(rows.map(({ seq }: { seq: number }) => seq)).toEqual(Array.from({ length: 25 }, (_, n) => n + 1))
})

test('[AU-3] every committed leaf gets a place, from 0 without gaps; until then its index is null', async () => {
  const { owner, world } = at.world
  await until(
    async () => (await owner.query('select count(*)::int as n from audit_pending')).rows[0].n as number,
    (pending) => pending === 0,
    'the sequencer',
  )
  const { rows } = await owner.query(
    'select min(index)::int as first, max(index)::int as last, count(*)::int as placed, (select count(*)::int from audit_leaf) as leaves from audit_entry',
  )
  expect(rows[0]).toMatchObject({ first: 0, last: rows[0].placed - 1, placed: rows[0].leaves })
  await world.database.transaction(anyone, async (tx) => {
    await append(tx, 'test', 'test:waiting', {})
    const { rows: found } = await sql<{ index: number | null }>`
      select e.index from audit_leaf l left join audit_entry e on e.leaf_id = l.id where l.subject = 'test:waiting'`.execute(
      tx.db,
    )
    expect(found).toEqual([{ index: null }])
  })
})

test('[AU-4] the log is paged newest first, each leaf once, and by subject', async () => {
  const api = await at.as(at.agency.cast.assuranceLead)
  const seen: string[] = []
  const times: number[] = []
  let after: string | undefined
  do {
    const page = await api.call(ListLeaves, { query: { limit: 50, ...(after === undefined ? {} : { after }) } })
    seen.push(...page.rows.map(({ id }) => id))
    times.push(...page.rows.map((row) => row.at))
    after = page.next ?? undefined
  } while (after !== undefined)
  expect(new Set(seen).size).toBe(seen.length)
  expect(times).toEqual(times.toSorted((a, b) => b - a))
  const subject = `person:${at.agency.cast.officer}`
  const one = await api.call(ListLeaves, { query: { limit: 200, subject } })
  expect(one.rows.length).toBeGreaterThan(0)
  expect(new Set(one.rows.map((row) => row.subject))).toEqual(new Set([subject]))
})

test('[AU-4] of a compartment, its units and whatever happens to them an uncleared reader finds no leaf', async () => {
  const api = await at.as(at.agency.cast.assuranceLead)
  const hidden = [
    ...at.agency.compartments.map(({ id }) => `compartment:${id}`),
    ...at.agency.units.filter(({ compartments }) => compartments.length > 0).map(({ id }) => `unit:${id}`),
  ]
  for (const subject of hidden) expect((await api.call(ListLeaves, { query: { limit: 10, subject } })).rows).toEqual([])
  const { rows } = await at.world.owner.query('select count(*)::int as n from audit_leaf where subject = any($1)', [
    hidden,
  ])
  expect(rows[0].n).toBe(hidden.length)
})

const admin = () => at.as(at.agency.cast.securityAdministrator)
const talkgroup = (n: number) => ({ id: newId<never>(), gssi: String(7_000_000 + n), name: `Import ${n}` })

test('[AU-6] ten thousand rows at once: each is a leaf, once; sent again they add nothing', async () => {
  const api = await admin()
  const rows = Array.from({ length: 10_000 }, (_, n) => talkgroup(n))
  expect(await api.call(ImportTalkgroups, { body: { rows } })).toEqual({ added: 10_000, unchanged: 0 })
  expect(await api.call(ImportTalkgroups, { body: { rows } })).toEqual({ added: 0, unchanged: 10_000 })
  const { rows: counted } = await at.world.owner.query(
    'select count(*)::int as leaves, count(distinct subject)::int as subjects from audit_leaf where subject = any($1)',
    [rows.map(({ id }) => `talkgroup:${String(id)}`)],
  )
  expect(counted).toEqual([{ leaves: 10_000, subjects: 10_000 }])
})

test('[AU-6] one row more than an import takes is refused, and so is none', async () => {
  const cookie = (await admin()).cookieHeader()
  const send = (rows: unknown[]) =>
    rawCall(at.url, '/api/v1/imports/talkgroups', {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ rows }),
    })
  const tooMany = await send(Array.from({ length: 10_001 }, (_, n) => talkgroup(20_000 + n)))
  expect([tooMany.status, tooMany.json?.['code']]).toEqual([400, 'bad-request'])
  expect((await send([])).status).toBe(400)
})

test('[AU-5] a clash names its row and what clashes, and nothing at all is imported', async () => {
  const api = await admin()
  const taken = at.agency.talkgroups[0]?.gssi ?? ''
  const rows = [talkgroup(30_001), { ...talkgroup(30_002), gssi: taken }, talkgroup(30_003)]
  await expect(api.call(ImportTalkgroups, { body: { rows } })).rejects.toMatchObject({
    code: 'bad-rows',
    message: expect.stringMatching(new RegExp(`Row 2: already taken: .*${taken}.*Nothing was imported`)),
  })
  const twins = [talkgroup(30_004), talkgroup(30_005), talkgroup(30_006)]
  ;(twins[2] as { id: string }).id = (twins[0] as { id: string }).id
  await expect(api.call(ImportTalkgroups, { body: { rows: twins } })).rejects.toMatchObject({
    message: expect.stringContaining('Rows 1 and 3 have the same id'),
  })
  const item = {
    id: newId<never>(),
    modelId: newId<never>(),
    serial: 'S',
    tag: 'T',
    issi: null,
    holderId: null,
    shelf: 'A',
  }
  await expect(api.call(ImportItems, { body: { rows: [item] } })).rejects.toMatchObject({
    code: 'bad-rows',
    message: expect.stringContaining('Row 1: refers to something that is not there'),
  })
  const { rows: left } = await at.world.owner.query(
    "select count(*)::int as n from talkgroup where name like 'Import 3000_'",
  )
  expect(left[0].n).toBe(0)
})

test('[AU-8] a secret is in no leaf and in no row, only its hash', async () => {
  const api = await admin()
  const secret = 'DO-NOT-KEEP-THIS-SECRET'
  const teamId = newId<TeamId>()
  await api.call(ImportTeams, { body: { rows: [{ id: teamId, name: 'Secret keepers', base: 'Leeds' }] } })
  const unit = {
    id: newId<UnitId>(),
    callsign: 'KEEPER 1',
    teamId,
    personId: null,
    compartments: [],
    addresses: [{ kind: 'owntracks' as const, value: 'keeper-1', secret }],
  }
  await api.call(ImportUnits, { body: { rows: [unit] } })
  const { rows } = await at.world.owner.query('select body from audit_leaf where subject = $1', [`unit:${unit.id}`])
  expect(JSON.stringify(rows)).toContain('keeper-1')
  const everything = await at.world.owner.query(
    "select count(*)::int as n from audit_leaf where body::text like '%' || $1 || '%'",
    [secret],
  )
  expect(everything.rows[0].n).toBe(0)
})

test('[AU-7] who is not cleared continues a history that they cannot see', async () => {
  const api = await admin()
  const compartment = { id: newId<CompartmentId>(), name: 'Operation HIDDEN' }
  await api.call(ImportCompartments, { body: { rows: [compartment] } })
  const subject = `compartment:${compartment.id}`
  await at.world.world.database.transaction(anyone, (tx) => append(tx, 'test', subject, {}, [compartment.id]))
  const { rows } = await at.world.owner.query(
    'select seq, prev is null as first from audit_leaf where subject = $1 order by seq',
    [subject],
  )
  expect(rows).toEqual([
    { seq: 1, first: true },
    { seq: 2, first: false },
  ])
})

test('[AU-9] a press is answered while a great import is still open', async () => {
  const api = await admin()
  const open = { done: () => undefined as void, over: Promise.resolve() }
  open.over = new Promise((resolve) => (open.done = resolve))
  const people = Array.from({ length: 10_000 }, (_, n) => ({
    id: newId<PersonId>(),
    name: `Person ${n}`,
    collar: `IMP${n}`,
    teamId: null,
    roles: [],
    clearedFor: [],
  }))
  const { database } = at.world.world
  const held = database.transaction.bind(database)
  let reached: () => void = () => undefined
  const inside = new Promise<void>((resolve) => (reached = resolve))
  Object.assign(database, {
    transaction: (viewer: Parameters<typeof held>[0], work: Parameters<typeof held>[1]) =>
      held(viewer, async (tx) => {
        const result = await work(tx)
        reached()
        await open.over
        return result
      }),
  })
  const importing = api.call(ImportPeople, { body: { rows: people } })
  await inside
  Object.assign(database, { transaction: held })
  const press = await rawCall(at.url, '/api/v1/presses', { method: 'POST', body: '{}' })
  expect(press.json).toMatchObject({ journalled: true, recorded: true })
  const { rows } = await at.world.owner.query("select count(*)::int as n from person where collar like 'IMP%'")
  expect(rows[0].n).toBe(0)
  open.done()
  expect(await importing).toEqual({ added: 10_000, unchanged: 0 })
})
