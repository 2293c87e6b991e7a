// SPDX-License-Identifier: Apache-2.0
import type { Device, Person, PublicKey } from '@muster/contract/identity'
import type { CompartmentId, DeviceId, PersonId, TeamId } from '@muster/contract/ids'
import type { Instant } from '@muster/contract/instant'
import type { Role } from '@muster/contract/permissions'
import { sql } from 'kysely'
import type { Tx } from '../../shell/db/database'

interface PersonRow {
  id: PersonId
  name: string
  collar: string
  teamId: TeamId | null
  roles: Role[]
  clearedFor: CompartmentId[]
  leftAt: Date | null
}

const personColumns = sql`id, name, collar, team_id as "teamId", roles, cleared_for as "clearedFor", left_at as "leftAt"`

/** Which of a person's clearances the viewer may see: those that the viewer shares. */
function rowToPerson(row: PersonRow, shared: ReadonlySet<CompartmentId>): Person {
  return { ...row, clearedFor: row.clearedFor.filter((id) => shared.has(id)), leftAt: row.leftAt?.getTime() ?? null }
}

export async function findPerson(tx: Tx, id: PersonId): Promise<Person | null> {
  const { rows } = await sql<PersonRow>`select ${personColumns} from person where id = ${id}`.execute(tx.db)
  return rows[0] === undefined ? null : rowToPerson(rows[0], sharedBy(tx))
}

function sharedBy(tx: Tx): ReadonlySet<CompartmentId> {
  return new Set(tx.viewer.kind === 'person' ? tx.viewer.clearedFor : [])
}

export async function listPeople(
  tx: Tx,
  page: { search: string | undefined; after: { name: string; id: string } | null; limit: number },
): Promise<Person[]> {
  const pattern = page.search === undefined ? null : `%${page.search.replaceAll(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<PersonRow>`
    select ${personColumns} from person
    where (${pattern}::text is null or name ilike ${pattern} or collar ilike ${pattern})
      and (${page.after === null} or (name, id) > (${page.after?.name ?? ''}, ${page.after?.id ?? null}::uuid))
    order by name, id limit ${page.limit}`.execute(tx.db)
  return rows.map((row) => rowToPerson(row, sharedBy(tx)))
}

export async function countPeople(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from person`.execute(tx.db)
  return rows[0]?.count ?? 0
}

export interface DemoRow {
  id: PersonId
  name: string
  roles: Role[]
  callsign: string | null
  cleared: number
}

/** A few people of every role, and officers that have a unit; rather those whom nobody plays just now. */
export async function demoPeople(tx: Tx): Promise<DemoRow[]> {
  const { rows } = await sql<DemoRow>`
    select id, name, roles, callsign, cleared from (
      select p.id, p.name, p.roles, u.callsign, cardinality(p.cleared_for) as cleared,
        row_number() over (partition by p.roles, (cardinality(p.cleared_for) > 0) order by (u.callsign is null), exists (select from session s where s.person_id = p.id and s.ended_at is null), p.name) as place
      from person p left join unit u on u.person_id = p.id and u.compartments = '{}'
      where p.left_at is null and cardinality(p.roles) > 0 and not ('officer' = any(p.roles) and u.id is null)
    ) ranked where place <= case when roles = '{officer}' then 6 else 2 end
    order by array_to_string(roles, ','), name limit 60`.execute(tx.db)
  return rows
}

export async function insertPerson(
  tx: Tx,
  person: { id: PersonId; name: string; collar: string; roles: readonly Role[] },
): Promise<void> {
  await sql`insert into person (id, name, collar, roles) values (${person.id}, ${person.name}, ${person.collar}, ${[...person.roles]})`.execute(
    tx.db,
  )
}

export async function findAccount(
  tx: Tx,
  username: string,
): Promise<{ personId: PersonId; passwordHash: string } | null> {
  const { rows } = await sql<{ personId: PersonId; passwordHash: string }>`
    select person_id as "personId", password_hash as "passwordHash" from account where username = ${username}`.execute(
    tx.db,
  )
  return rows[0] ?? null
}

export async function insertAccount(tx: Tx, username: string, personId: PersonId, passwordHash: string): Promise<void> {
  await sql`insert into account (username, person_id, password_hash) values (${username}, ${personId}, ${passwordHash})`.execute(
    tx.db,
  )
}

export async function insertCode(tx: Tx, codeHash: Buffer, personId: PersonId, expiresAt: Instant): Promise<void> {
  await sql`insert into enrolment_code (code_hash, person_id, expires_at) values (${codeHash}, ${personId}, ${new Date(expiresAt)})`.execute(
    tx.db,
  )
}

export async function lockCode(
  tx: Tx,
  codeHash: Buffer,
): Promise<{ personId: PersonId; expiresAt: Instant; usedAt: Instant | null } | null> {
  const { rows } = await sql<{ personId: PersonId; expiresAt: Date; usedAt: Date | null }>`
    select person_id as "personId", expires_at as "expiresAt", used_at as "usedAt" from enrolment_code where code_hash = ${codeHash} for update`.execute(
    tx.db,
  )
  const row = rows[0]
  return row === undefined
    ? null
    : { personId: row.personId, expiresAt: row.expiresAt.getTime(), usedAt: row.usedAt?.getTime() ?? null }
}

export async function markCodeUsed(tx: Tx, codeHash: Buffer): Promise<void> {
  await sql`update enrolment_code set used_at = ${new Date(tx.now)} where code_hash = ${codeHash}`.execute(tx.db)
}

interface DeviceRow {
  id: DeviceId
  personId: PersonId
  name: string
  enrolledAt: Date
  revokedAt: Date | null
  lastSeenAt: Date | null
  publicKey: PublicKey
}

const deviceColumns = sql`id, person_id as "personId", name, enrolled_at as "enrolledAt", revoked_at as "revokedAt", last_seen_at as "lastSeenAt", public_key as "publicKey"`

function rowToDevice({ publicKey: _, ...row }: DeviceRow): Device {
  return {
    ...row,
    enrolledAt: row.enrolledAt.getTime(),
    revokedAt: row.revokedAt?.getTime() ?? null,
    lastSeenAt: row.lastSeenAt?.getTime() ?? null,
  }
}

export async function insertDevice(
  tx: Tx,
  device: { id: DeviceId; personId: PersonId; name: string; publicKey: PublicKey },
): Promise<Device> {
  const { rows } = await sql<DeviceRow>`insert into device (id, person_id, name, public_key, enrolled_at)
    values (${device.id}, ${device.personId}, ${device.name}, ${JSON.stringify(device.publicKey)}::jsonb, ${new Date(tx.now)})
    returning ${deviceColumns}`.execute(tx.db)
  return rowToDevice(rows[0] as DeviceRow)
}

export async function findDevice(tx: Tx, id: DeviceId): Promise<{ device: Device; publicKey: PublicKey } | null> {
  const { rows } = await sql<DeviceRow>`select ${deviceColumns} from device where id = ${id}`.execute(tx.db)
  return rows[0] === undefined ? null : { device: rowToDevice(rows[0]), publicKey: rows[0].publicKey }
}

export async function listDevices(
  tx: Tx,
  page: { before: { at: Instant; id: string } | null; limit: number },
): Promise<Device[]> {
  const { rows } = await sql<DeviceRow>`
    select ${deviceColumns} from device
    where ${page.before === null} or (enrolled_at, id) < (${new Date(page.before?.at ?? 0)}, ${page.before?.id ?? null}::uuid)
    order by enrolled_at desc, id desc limit ${page.limit}`.execute(tx.db)
  return rows.map(rowToDevice)
}

export async function markSeen(tx: Tx, id: DeviceId): Promise<void> {
  await sql`update device set last_seen_at = ${new Date(tx.now)} where id = ${id}`.execute(tx.db)
}

export async function revokeDevice(tx: Tx, id: DeviceId): Promise<Device | null> {
  const { rows } = await sql<DeviceRow>`
    update device set revoked_at = coalesce(revoked_at, ${new Date(tx.now)}) where id = ${id} returning ${deviceColumns}`.execute(
    tx.db,
  )
  return rows[0] === undefined ? null : rowToDevice(rows[0])
}

export async function insertGateway(tx: Tx, id: string, name: string, tokenHash: Buffer): Promise<void> {
  await sql`insert into gateway (id, name, token_hash) values (${id}, ${name}, ${tokenHash})`.execute(tx.db)
}
