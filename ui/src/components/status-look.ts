// SPDX-License-Identifier: Apache-2.0
import type { Readiness } from '@muster/contract/duty'
import { emergencyStatus } from '@muster/contract/status-codes'
import type { MarkShape, MarkTone } from '../map/unit-mark'

export interface StatusLook {
  readonly shape: MarkShape
  readonly tone: MarkTone
}

const deployable: StatusLook = { shape: 'circle', tone: 'green' }
const committed: StatusLook = { shape: 'diamond', tone: 'orange' }
const away: StatusLook = { shape: 'plus', tone: 'yellow' }
const unclear: StatusLook = { shape: 'cross', tone: 'white' }

/** By status code; see contract/src/status-codes.ts. Codes that are messages rather than states look unclear. */
const looks: readonly StatusLook[] = [
  unclear,
  deployable,
  deployable,
  deployable,
  away,
  { shape: 'triangle', tone: 'sky' },
  { shape: 'square', tone: 'sky' },
  committed,
  { shape: 'diamond', tone: 'purple' },
  { shape: 'square', tone: 'purple' },
  { shape: 'triangle', tone: 'purple' },
]

/**
 * How a status looks in the list and on the map, the same in both. Green says "can be sent and is proved
 * ready", nothing less: a deployable unit that is not ready keeps its shape and loses the green.
 */
export function statusLook(status: number | null, readiness: Readiness): StatusLook {
  if (status === null || status === emergencyStatus) return unclear
  const look = looks[status] ?? unclear
  return look.tone === 'green' && readiness !== 'ready' ? { ...look, tone: 'white' } : look
}
