// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'

/** What PostgreSQL has on record, asked past the server: the server is not its own witness. */
export interface Records {
  /** Positions with a time of fix from `fromMs` up to `toMs`, and how many of them are of the same unit and time. */
  fixes(fromMs: number, toMs: number): Promise<{ stored: number; twice: number }>
  /** Positions that were set aside since. */
  setAside(fromMs: number): Promise<number>
  /** Presses received since, and the alarms that they raised. */
  presses(fromMs: number): Promise<{ presses: number; alarms: number }>
  /** How often these presses are on record, and how many alarms stand for each. */
  pressCounts(ids: readonly string[]): Promise<Map<string, { records: number; standing: number }>>
  close(): Promise<void>
}

export async function openRecords(dataDir: string): Promise<Records> {
  const client = new Client({ host: socketFolder(dataDir), user: 'muster', database: 'postgres' })
  await client.connect()
  const one = async (text: string, values: unknown[]) => {
    const { rows } = await client.query<Record<string, string>>(text, values)
    return (name: string) => Number(rows[0]?.[name])
  }
  return {
    async fixes(fromMs, toMs) {
      const count = await one(
        'select count(*) as stored, count(*) - count(distinct (unit_no, at)) as twice from fix where at >= $1 and at < $2',
        [new Date(fromMs), new Date(toMs)],
      )
      return { stored: count('stored'), twice: count('twice') }
    },
    async setAside(fromMs) {
      return (await one('select count(*) as rows from quarantine where at >= $1', [new Date(fromMs)]))('rows')
    },
    async presses(fromMs) {
      const count = await one(
        `select (select count(*) from press where received_at >= $1) as presses,
          (select count(*) from alarm where received_at >= $1) as alarms`,
        [new Date(fromMs)],
      )
      return { presses: count('presses'), alarms: count('alarms') }
    },
    async pressCounts(ids) {
      const { rows } = await client.query<{ id: string; records: string; standing: string }>(
        `select id, (select count(*) from press where press.id = asked.id) as records,
          (select count(*) from alarm where closed_at is null
            and alarm.id = any(select alarm_id from press where press.id = asked.id)) as standing
          from unnest($1::uuid[]) as asked(id)`,
        [ids],
      )
      return new Map(
        rows.map(({ id, records, standing }) => [id, { records: Number(records), standing: Number(standing) }]),
      )
    },
    close: () => client.end(),
  }
}

/** In the data directory, or where its path is too long for a socket, where the server noted down. */
function socketFolder(dataDir: string): string {
  const memo = join(dataDir, 'run/socket-directory')
  return existsSync(memo) ? readFileSync(memo, 'utf8') : join(dataDir, 'run')
}
