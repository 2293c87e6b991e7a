// SPDX-License-Identifier: Apache-2.0
import { ApiRefused, ApiUnreachable } from '@muster/ui/api/refusals'
import { texts } from './texts'

/** What went wrong, in the officer's words. */
export function faultText(error: unknown): string {
  if (error instanceof ApiUnreachable) return texts.refusals.unreachable
  if (!(error instanceof ApiRefused)) return texts.refusals.fault
  return isKnown(error.code) ? texts.refusals[error.code] : texts.refusals.other
}

function isKnown(code: string): code is keyof typeof texts.refusals {
  return Object.hasOwn(texts.refusals, code)
}
