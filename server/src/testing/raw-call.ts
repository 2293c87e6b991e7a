// SPDX-License-Identifier: Apache-2.0

export interface RawAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body, if it is JSON; else null. */
  readonly json: Record<string, unknown> | null
}

export interface RawCall {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: string | Uint8Array<ArrayBuffer>
}

/** A request as any client could send it, the contract's or not. Nothing in it is checked on this side. */
export async function rawCall(url: string, path: string, call: RawCall = {}): Promise<RawAnswer> {
  const response = await fetch(`${url}${path}`, { redirect: 'manual', ...call })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: jsonOf(text) }
}

/** The reply without its request id: what two refusals have in common, byte for byte. */
export function withoutRequestId({ status, text, json }: RawAnswer): string {
  return `${status} ${text.replace(String(json?.['requestId']), '…')}`
}

function jsonOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
