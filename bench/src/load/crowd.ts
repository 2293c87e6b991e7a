// SPDX-License-Identifier: Apache-2.0
/** Those who report, and those who watch: one for each kind of server. */
export interface Crowd {
  connect(): Promise<void>
  /** Sends the report of a unit. It does not wait. */
  report(unit: number, fixAtMs: number): void
  /** What became of the reports, so far. */
  readonly counts: { held: number; stored: number; refused: number }
  /** Reports that were sent and are not answered yet; 0 where nobody answers. */
  unanswered(): number
  close(): void
}

/** Told of each update that a console got, at once. */
export type Seen = (console: number, unit: number, fixAtMs: number) => void

/** Told when a report was said to be stored. */
export type Stored = (unit: number, fixAtMs: number) => void

/** Connects many, some at a time, in order. */
export async function connectAll<T, C>(list: readonly T[], connect: (one: T, at: number) => Promise<C>): Promise<C[]> {
  const connected: C[] = []
  for (let at = 0; at < list.length; at += atOnce)
    connected.push(...(await Promise.all(list.slice(at, at + atOnce).map((one, index) => connect(one, at + index)))))
  return connected
}

const atOnce = 50
