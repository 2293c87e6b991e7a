// SPDX-License-Identifier: Apache-2.0

/**
 * The server answered, and the answer was no (or a fault). `code` is one of the contract's refusal codes,
 * 'fault' for the server's own failures, or 'unreadable-reply' when the answer does not fit the contract.
 * `detail` is written for the person at the screen.
 */
export class ApiRefused extends Error {
  override readonly name = 'ApiRefused'
  readonly code: string
  readonly detail: string
  readonly requestId: string
  /** The HTTP status. */
  readonly status: number

  constructor(refusal: { code: string; detail: string; requestId: string; status: number }) {
    super(refusal.detail)
    this.code = refusal.code
    this.detail = refusal.detail
    this.requestId = refusal.requestId
    this.status = refusal.status
  }
}

/** No answer came: no network, no server, or none in time. Whether the server acted is not known. */
export class ApiUnreachable extends Error {
  override readonly name = 'ApiUnreachable'
}
