// SPDX-License-Identifier: Apache-2.0
import type { Viewer as ViewerReply } from '@muster/contract/identity'
import type { CompartmentId, DeviceId, PersonId, SessionId } from '@muster/contract/ids'
import type { Instant } from '@muster/contract/instant'
import { permissionsOf, type Role } from '@muster/contract/permissions'
import { sql } from 'kysely'
import type { Tx } from '../../shell/db/database'
import type { PersonViewer } from '../../shell/viewer'

export interface NewSession {
  readonly id: SessionId
  readonly tokenHash: Buffer
  readonly personId: PersonId
  readonly deviceId: DeviceId | null
  readonly demo: boolean
  readonly expiresAt: Instant
}

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await sql`insert into session (id, token_hash, person_id, device_id, demo, created_at, expires_at)
    values (${session.id}, ${session.tokenHash}, ${session.personId}, ${session.deviceId}, ${session.demo}, ${new Date(tx.now)}, ${new Date(session.expiresAt)})`.execute(
    tx.db,
  )
}

interface SessionRow {
  id: SessionId
  personId: PersonId
  name: string
  roles: Role[]
  clearedFor: CompartmentId[]
  deviceId: DeviceId | null
  demo: boolean
  expiresAt: Date
  ended: boolean
  revoked: boolean
}

export interface KnownSession {
  readonly viewer: PersonViewer
  readonly demo: boolean
  /** Neither ended nor expired, its person has not left, its device is not revoked. */
  readonly alive: boolean
  readonly revoked: boolean
}

export async function findSession(tx: Tx, tokenHash: Buffer, now: Instant): Promise<KnownSession | null> {
  const { rows } = await sql<SessionRow>`
    select s.id, s.person_id as "personId", p.name, p.roles, p.cleared_for as "clearedFor", s.device_id as "deviceId", s.demo,
      s.expires_at as "expiresAt", s.ended_at is not null or p.left_at is not null as ended, coalesce(d.revoked_at is not null, false) as revoked
    from session s join person p on p.id = s.person_id left join device d on d.id = s.device_id
    where s.token_hash = ${tokenHash}`.execute(tx.db)
  const row = rows[0]
  if (row === undefined) return null
  const viewer: PersonViewer = {
    kind: 'person',
    sessionId: row.id,
    personId: row.personId,
    name: row.name,
    roles: row.roles,
    permissions: permissionsOf(row.roles),
    clearedFor: row.clearedFor,
    deviceId: row.deviceId,
    expiresAt: row.expiresAt.getTime(),
  }
  return { viewer, demo: row.demo, alive: !row.ended && !row.revoked && viewer.expiresAt > now, revoked: row.revoked }
}

/** End sessions: of a person, of a device, or one. Answers their ids. */
export async function endSessions(
  tx: Tx,
  which: { personId?: PersonId; deviceId?: DeviceId; sessionId?: SessionId },
): Promise<SessionId[]> {
  const { rows } = await sql<{ id: SessionId }>`
    update session set ended_at = ${new Date(tx.now)}
    where ended_at is null and (person_id = ${which.personId ?? null} or device_id = ${which.deviceId ?? null} or id = ${which.sessionId ?? null})
    returning id`.execute(tx.db)
  return rows.map(({ id }) => id)
}

export async function findGateway(tx: Tx, tokenHash: Buffer): Promise<{ id: string } | null> {
  const { rows } = await sql<{
    id: string
  }>`select id from gateway where token_hash = ${tokenHash} and revoked_at is null`.execute(tx.db)
  return rows[0] ?? null
}

export async function compartmentsOf(tx: Tx): Promise<ViewerReply['compartments']> {
  const { rows } = await sql<{
    id: CompartmentId
    name: string
  }>`select id, name from compartment where id = any(muster_cleared()) order by name`.execute(tx.db)
  return rows
}
