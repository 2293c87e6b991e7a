// SPDX-License-Identifier: Apache-2.0
import { newId } from '@muster/contract/ids'
import type { QuarantineReason } from '@muster/contract/location'
import type { Fix, FixSource } from '@muster/contract/place'
import type { House } from '../../shell/house'
import type { DirectoryUnit } from '../identity/index'
import type { Picture } from './picture'
import { judge, tidy } from './rules'
import type { Writer } from './writer'

/** A position on its way in, from whatever protocol. `unit` is null when nobody knows the address. */
export interface Report {
  readonly unit: DirectoryUnit | null
  readonly source: FixSource
  readonly address: string
  /** Null when the adapter could not read a position out of it. */
  readonly fix: Fix | null
  /** What it looked like on the wire; kept only when it is set aside. */
  readonly raw: () => string
  readonly unreadable?: string
  /** Where an unknown sender calls from: whoever makes up addresses is still one sender. */
  readonly from?: string
  /** Whose address an unproven sender claims to have: what is kept of it is hidden as that unit is. */
  readonly claims?: DirectoryUnit | null
}

export type Taken = 'stored' | 'set-aside' | 'dropped'

const rawLimit = 2_000
const setAsidePerMinute = 30
const addressesLimit = 20_000

/**
 * Takes positions: judge, move the icon, write the history. Off duty a position is dropped and never
 * stored, unless an alarm of the unit stands [LO-5].
 */
export function openIntake({ clock, metrics }: Pick<House, 'clock' | 'metrics'>, picture: Picture, writer: Writer) {
  const setAsideByAddress = new Map<string, { minute: number; count: number }>()

  async function setAside(report: Report, reason: QuarantineReason, detail: string): Promise<Taken> {
    metrics.fixes.inc({ source: report.source, outcome: reason })
    // Past the cap only the counter goes on: a broken device must not fill the disk.
    const sender = report.unit === null ? (report.from ?? report.address) : report.address
    if (isFlood(`${report.source}:${sender}`)) return 'set-aside'
    await writer.setAside({
      id: newId(),
      at: clock.now(),
      source: report.source,
      address: storable(report.address, 128),
      reason,
      detail: storable(detail, 300),
      raw: storable(report.raw(), rawLimit),
      compartments: (report.unit ?? report.claims)?.compartments ?? [],
    })
    return 'set-aside'
  }

  function isFlood(address: string): boolean {
    const minute = Math.floor(clock.now() / 60_000)
    const seen = setAsideByAddress.get(address)
    if (seen?.minute === minute) return ++seen.count > setAsidePerMinute
    if (setAsideByAddress.size >= addressesLimit) setAsideByAddress.clear()
    setAsideByAddress.set(address, { minute, count: 1 })
    return false
  }

  return async function take(report: Report): Promise<Taken> {
    if (report.unit === null) return setAside(report, 'unknown-device', 'no unit has this address')
    const entry = picture.entry(report.unit.id)
    if (entry === null) return setAside(report, 'unknown-device', 'this unit is not in the directory yet')
    if (!entry.state.onDuty && !entry.followed) {
      metrics.fixes.inc({ source: report.source, outcome: 'off-duty' })
      return 'dropped'
    }
    if (report.fix === null) return setAside(report, 'unreadable', report.unreadable ?? 'no position in it')
    const now = clock.now()
    const fix = tidy(report.fix)
    const judgement = judge(fix, entry.fix, entry.doubt, now)
    if (judgement.kind === 'set-aside') {
      entry.doubt = judgement.doubt
      return setAside(report, judgement.reason, judgement.detail)
    }
    if (judgement.kind === 'live') picture.setFix(entry, fix, now)
    metrics.fixes.inc({ source: report.source, outcome: judgement.kind })
    await writer.store({ unitNo: entry.unit.no, fix, receivedAtMs: now })
    return 'stored'
  }
}

/**
 * Cut to `limit` characters, without what PostgreSQL's text cannot hold: one such row would fail everybody's
 * positions in its batch [LO-14].
 */
function storable(text: string, limit: number): string {
  return text.slice(0, limit).replaceAll(/[\0\p{Surrogate}]/gu, '\uFFFD')
}
