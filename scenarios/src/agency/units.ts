// SPDX-License-Identifier: Apache-2.0
import type { UnitId } from '@muster/contract/ids'
import type { Random } from '../random'
import { hexOf, idMaker } from '../seeded-id'
import type { Member } from './people'
import type { ItemRow, UnitRow } from './rows'
import type { Team } from './teams'

/** Of ten units five report by OwnTracks, three by OsmAnd, and two by Muster's own field app. */
const trackers = [
  'owntracks',
  'owntracks',
  'owntracks',
  'owntracks',
  'owntracks',
  'osmand',
  'osmand',
  'osmand',
  null,
  null,
] as const

/** One unit for each officer, with the addresses that its messages come from. */
export function unitsOf(
  random: Random,
  teams: readonly Team[],
  people: readonly Member[],
  items: readonly ItemRow[],
): UnitRow[] {
  const id = idMaker(random)
  const issiByHolder = new Map(
    items.flatMap(({ holderId, issi }) => (holderId === null || issi === null ? [] : [[holderId, issi]])),
  )
  const trackerIds = random.shuffled(Array.from({ length: people.length }, (_, at) => 52_000_000 + at * 7_919))
  const officers = people.filter(({ officerNo }) => officerNo !== null)
  const largest = Math.max(...teams.map(({ officers: count }) => count))
  if (largest > 99) throw new Error('a callsign has two digits for the officer: make the teams smaller')
  return officers.map(({ row, team, officerNo, unitCompartments }, at) => {
    const callsign = `${team.base.word} ${team.no}${String(officerNo).padStart(2, '0')}`
    const addresses: UnitRow['addresses'] = []
    const issi = issiByHolder.get(row.id)
    if (issi !== undefined) addresses.push({ kind: 'issi', value: issi })
    const tracker = trackers[at % trackers.length]
    if (tracker === 'owntracks') {
      addresses.push({ kind: 'owntracks', value: callsign.toLowerCase().replace(' ', '-'), secret: hexOf(random, 24) })
    }
    if (tracker === 'osmand') addresses.push({ kind: 'osmand', value: String(trackerIds[at]) })
    return {
      id: id<UnitId>(),
      callsign,
      teamId: team.row.id,
      personId: row.id,
      compartments: [...unitCompartments],
      addresses,
    }
  })
}
