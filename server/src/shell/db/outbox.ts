// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@muster/contract/instant'
import { sql, type Transaction } from 'kysely'
import type { Log } from '../log'
import type { Database, Tables, Tx } from './database'

export type Handler = (tx: Tx, body: Record<string, unknown>) => Promise<void>

/** Whoever must hear of something that was told. Handlers are idempotent: delivery is at least once. */
export interface Outbox {
  subscribe(topic: string, subscriber: string, handler: Handler): void
  /** Deliver what is due; returns how many. Called by a job every half second. */
  deliver(): Promise<number>
}

const batchRows = 100
const firstRetryMs = 1_000
const longestRetryMs = 300_000

export async function tell(
  db: Transaction<Tables>,
  topic: string,
  body: Record<string, unknown>,
  now: Instant,
): Promise<void> {
  await sql`insert into outbox (topic, body, due_at) values (${topic}, ${JSON.stringify(body)}::jsonb, to_timestamp(${now} / 1000.0))`.execute(
    db,
  )
}

export function retryDelayMs(attempts: number): number {
  return Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(attempts, 20))
}

export function openOutbox(database: Database, now: () => Instant, log: Log): Outbox {
  const subscribersByTopic = new Map<string, Map<string, Handler>>()

  /** Each row is delivered in a transaction of its own, so that one bad handler holds up nobody else. */
  async function deliverOne(): Promise<boolean> {
    let failed: { id: string; attempts: number; error: unknown } | null = null
    const found = await database
      .asJobs(async (tx) => {
        const { rows } = await sql<{ id: string; topic: string; body: Record<string, unknown>; attempts: number }>`
          select id, topic, body, attempts from outbox where due_at <= to_timestamp(${now()} / 1000.0)
          order by due_at, id limit 1 for update skip locked`.execute(tx.db)
        const row = rows[0]
        if (row === undefined) return false
        failed = { id: row.id, attempts: row.attempts, error: null }
        for (const handler of subscribersByTopic.get(row.topic)?.values() ?? []) await handler(tx, row.body)
        await sql`delete from outbox where id = ${row.id}`.execute(tx.db)
        return true
      })
      .catch((error: unknown) => {
        if (failed === null) throw error
        failed.error = error
        return true
      })
    const trouble = failed as { id: string; attempts: number; error: unknown } | null
    if (trouble !== null && trouble.error !== null) await postpone(trouble.id, trouble.attempts, trouble.error)
    return found
  }

  async function postpone(id: string, attempts: number, error: unknown): Promise<void> {
    log.error(
      { outboxId: id, attempts, error: error instanceof Error ? error.message : String(error) },
      'news not delivered, will be tried again',
    )
    const dueMs = now() + retryDelayMs(attempts)
    await database.asJobs((tx) =>
      sql`update outbox set attempts = attempts + 1, due_at = to_timestamp(${dueMs} / 1000.0) where id = ${id}`.execute(
        tx.db,
      ),
    )
  }

  return {
    subscribe(topic, subscriber, handler) {
      const handlers = subscribersByTopic.get(topic) ?? new Map<string, Handler>()
      subscribersByTopic.set(topic, handlers)
      if (handlers.has(subscriber)) throw new Error(`${subscriber} already listens to ${topic}`)
      handlers.set(subscriber, handler)
    },
    async deliver() {
      let delivered = 0
      while (delivered < batchRows && (await deliverOne())) delivered++
      return delivered
    },
  }
}
