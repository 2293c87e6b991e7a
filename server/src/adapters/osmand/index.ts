// SPDX-License-Identifier: Apache-2.0
import { Refused } from '@muster/contract/refusal'
import type { RawReply, RawRequest } from '../../shell/http/route'
import { printable } from '../../shell/printable'
import type { House } from '../../shell/house'
import { pressFromFix, type Emergency } from '../../features/emergency/index'
import type { Directory, DirectoryUnit } from '../../features/identity/index'
import type { Location } from '../../features/location/index'
import { decodeOsmAndJson, decodeOsmAndQuery, type OsmAndReport } from './decode'

const bodyLimitBytes = 16 * 1024

/**
 * OsmAnd and Traccar Client [AD-5 … AD-8], query, form and JSON, at /osmand. The protocol has no password: the
 * id is what identifies a tracker, so ids must be long and random. An unknown id is 400 (query) or 404 (JSON).
 */
export function addOsmAnd(
  { routes, clock }: House,
  directory: Directory,
  location: Location,
  emergency: Emergency,
): void {
  routes.raw({
    name: 'osmand',
    methods: ['GET', 'POST'],
    path: '/osmand',
    bodyLimitBytes,
    // What is too large will be so again: a known tracker is told that it was taken, or it would never go on.
    tooLarge: (request) => take(request, 'larger than 16 KiB'),
    handle: (request) => take(request, null),
  })

  async function take(request: RawRequest, tooLarge: string | null): Promise<RawReply> {
    const report = decode(request, clock.now())
    const unit = report.id === null ? null : directory.unitAt('osmand', report.id)
    const address = report.id ?? request.from
    if (report.pressed) await press(report, unit, request)
    try {
      await location.take({
        unit,
        source: 'osmand',
        address,
        fix: report.fix,
        raw: () => rawOf(request),
        from: request.from,
        ...(report.detail === null ? {} : { unreadable: tooLarge ?? report.detail }),
      })
    } catch (error) {
      if (error instanceof Refused) return problem(503, error.code, error.message)
      throw error
    }
    if (unit === null)
      return problem(
        report.form === 'json' ? 404 : 400,
        'unknown-device',
        'No unit has this id. Register the tracker first.',
      )
    return { status: 200, body: '', type: 'text/plain' }
  }

  async function press(report: OsmAndReport, unit: DirectoryUnit | null, request: RawRequest): Promise<void> {
    await emergency.press({
      read: pressFromFix(report.fix),
      unit,
      trust: unit === null ? 'unverified' : 'signed-in',
      source: 'osmand',
      address: unit === null ? request.from : (report.id ?? request.from),
      label: `Tracker ${printable(report.id ?? 'without id')}`,
    })
  }
}

function decode(request: RawRequest, now: number): OsmAndReport {
  const text = request.body.toString('utf8')
  const type = String(request.headers['content-type'] ?? '')
  if (type.includes('json') || text.trimStart().startsWith('{')) return decodeOsmAndJson(text)
  const fields = new URLSearchParams(request.query)
  if (text !== '') for (const [name, value] of new URLSearchParams(text)) fields.append(name, value)
  return decodeOsmAndQuery(fields, now)
}

function rawOf(request: RawRequest): string {
  return request.body.length > 0 ? request.body.toString('utf8') : request.query.toString()
}

function problem(status: number, code: string, detail: string): RawReply {
  return { status, body: JSON.stringify({ code, detail }) }
}
