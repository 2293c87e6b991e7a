// SPDX-License-Identifier: Apache-2.0
import { GetTrack, ListQuarantine } from '@muster/contract/location'
import { Refused } from '@muster/contract/refusal'
import { cursorOf, readCursor } from '../../shell/db/cursor'
import type { Routes } from '../../shell/http/route'
import * as audit from '../audit/index'
import { findTrack, listQuarantined } from './store'

const trackPoints = 20_000

export function addRoutes({ route }: Routes): void {
  route(GetTrack, async ({ tx, params: { unitId }, query }) => {
    const track = await findTrack(tx, unitId, query.from, query.to, trackPoints + 1)
    if (track === null) throw new Refused('no-such-unit', 'There is no such unit.')
    const { from, to, reason } = query
    // The look itself would tell an uncleared reader of the log that there is such a unit [LO-15].
    await audit.append(tx, 'track-looked-at', `unit:${unitId}`, { from, to, reason }, track.compartments)
    const { points } = track
    return { points: points.slice(0, trackPoints), cut: points.length > trackPoints }
  })

  route(ListQuarantine, async ({ tx, query }) => {
    const rows = await listQuarantined(tx, { before: readCursor(query.after), limit: query.limit })
    const last = rows.at(-1)
    return { rows, next: last !== undefined && rows.length === query.limit ? cursorOf(last.at, last.id) : null }
  })
}
