// SPDX-License-Identifier: Apache-2.0

const connectionCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'EACCES', 'ENOTFOUND'])
/** Admin shutdown, crash, cannot connect now; too many connections; disk full; out of memory. */
const lostStates = /^(57P0[123]|08|53)/

/** The database is away, full or restarting: nobody's mistake, worth trying again later. */
export function isLost(error: unknown): boolean {
  const code = codeOf(error)
  if (code !== null && (connectionCodes.has(code) || lostStates.test(code))) return true
  const message = error instanceof Error ? error.message : ''
  return /Connection terminated|Query read timeout|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|connection is closed/i.test(
    message,
  )
}

/** Serialisation failure, deadlock, or two transactions that wrote the next leaf of one subject: run it again. */
export function isWorthRetrying(error: unknown): boolean {
  const code = codeOf(error)
  return code === '40001' || code === '40P01' || (code === '23505' && constraintOf(error) === 'audit_leaf_subject_seq')
}

export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return codeOf(error) === '23505' && (constraint === undefined || constraintOf(error) === constraint)
}

export function isForeignKeyViolation(error: unknown): boolean {
  return codeOf(error) === '23503'
}

/** A NUL or half a surrogate pair: JSON can say it, PostgreSQL's text cannot hold it. */
export function isUnstorableText(error: unknown): boolean {
  const code = codeOf(error)
  return code === '22021' || code === '22P05'
}

export function constraintOf(error: unknown): string | null {
  return textOf(error, 'constraint')
}

function codeOf(error: unknown): string | null {
  return textOf(error, 'code')
}

function textOf(error: unknown, key: string): string | null {
  if (typeof error !== 'object' || error === null || !(key in error)) return null
  const value: unknown = Reflect.get(error, key)
  return typeof value === 'string' ? value : null
}

/** PostgreSQL's own words for what clashed: `Key (callsign)=(PT117) already exists.` */
export function detailOf(error: unknown): string | null {
  return textOf(error, 'detail')?.replace(/\.$/, '') ?? null
}
