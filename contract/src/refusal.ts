// SPDX-License-Identifier: Apache-2.0

/**
 * The one way Muster says no. Each endpoint lists the codes it may refuse with; a code that is not
 * listed is a fault. The number is the HTTP status.
 */
export const refusals = {
  'bad-request': 400,
  'unknown-device': 400,
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'wrong-proof': 401,
  'not-allowed': 403,
  'not-found': 404,
  'no-such-alarm': 404,
  'no-such-unit': 404,
  'no-such-person': 404,
  'no-such-item': 404,
  'no-such-model': 404,
  'no-such-device': 404,
  'no-such-talkgroup': 404,
  'no-such-press': 404,
  'already-acknowledged': 409,
  'already-closed': 409,
  'already-exists': 409,
  'already-issued': 409,
  'already-booked-on': 409,
  'not-booked-on': 409,
  'not-issued': 409,
  'not-tested': 409,
  'failed-test': 409,
  'self-signed': 409,
  'stale-version': 409,
  'code-used': 409,
  'code-expired': 410,
  'too-large': 413,
  'bad-rows': 422,
  'too-many': 429,
  'database-unavailable': 503,
} as const

export type RefusalCode = keyof typeof refusals

/** An expected no: the transaction rolls back and the caller is told why, and what to do. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly code: RefusalCode
  constructor(code: RefusalCode, detail: string) {
    super(detail)
    this.code = code
  }
}
