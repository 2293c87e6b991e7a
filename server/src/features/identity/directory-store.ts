// SPDX-License-Identifier: Apache-2.0
import type { AddressKind } from '@muster/contract/identity'
import type { UnitId } from '@muster/contract/ids'
import { sql } from 'kysely'
import type { Tx } from '../../shell/db/database'
import type { DirectoryUnit } from './directory'

export async function loadUnits(tx: Tx): Promise<DirectoryUnit[]> {
  const { rows } = await sql<DirectoryUnit>`
    select u.id, u.no, u.callsign, u.team_id as "teamId", t.name as team, u.person_id as "personId", p.name as officer, u.compartments
    from unit u left join team t on t.id = u.team_id left join person p on p.id = u.person_id`.execute(tx.db)
  return rows
}

export async function loadAddresses(tx: Tx) {
  const { rows } = await sql<{ kind: AddressKind; value: string; unitId: UnitId; secretHash: Buffer | null }>`
    select kind, value, unit_id as "unitId", secret_hash as "secretHash" from address`.execute(tx.db)
  return rows
}
