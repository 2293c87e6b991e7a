// SPDX-License-Identifier: Apache-2.0
import type { ItemId, PersonId, UnitId } from '@muster/contract/ids'
import { type Base, bases, baseTitle } from '../agency/lists/bases'
import { type OfficerFacts, officerFacts } from '../agency/officer-facts'
import type { Agency, TalkgroupRow } from '../agency/rows'
import { baseTalkgroupName } from '../agency/talkgroups'
import { type Random, randomFrom } from '../random'

export const carriers = ['owntracks', 'osmand', 'field-app'] as const
export type Carrier = (typeof carriers)[number]

/**
 * How an officer fares on this shift. 'ready' has every link; the others lack one: the radio was not
 * tested, its model not taught or lapsed, it is switched off, on another talkgroup, not held at all, or
 * nothing reports where the officer is.
 */
export type Plight = 'ready' | 'untested' | 'untrained' | 'off-air' | 'wrong-talkgroup' | 'unseen' | 'no-radio'

/** Those who lack something, as shares of the shift; all the others are ready: 82 %. */
const shares: readonly (readonly [Exclude<Plight, 'ready'>, number])[] = [
  ['untrained', 0.06],
  ['untested', 0.04],
  ['off-air', 0.025],
  ['wrong-talkgroup', 0.02],
  ['unseen', 0.02],
  ['no-radio', 0.015],
]

/** One officer's part in the shift. */
export interface Duty {
  readonly personId: PersonId
  readonly unitId: UnitId
  readonly callsign: string
  readonly base: Base
  readonly carrier: Carrier
  readonly plight: Plight
  readonly compartmented: boolean
  readonly radio: { readonly id: ItemId; readonly issi: string } | null
  /** Of the tracker; null for the field app, which enrols a device instead. */
  readonly address: { readonly value: string; readonly secret: string } | null
  /** The talkgroup of the duty, and the one that the radio is really on. */
  readonly talkgroup: TalkgroupRow
  readonly tunedTo: TalkgroupRow
}

/**
 * Who is on duty: half report by OwnTracks, three tenths by OsmAnd, the rest by the field app. Nobody of
 * the cast is among them. Where an agency has too few of a kind, others take the place as they are.
 */
export function rosterOf(agency: Agency, officers: number): Duty[] {
  const random = randomFrom(`${agency.options.seed}/roster/${officers}`)
  const cast = new Set<PersonId>(Object.values(agency.cast))
  const all = officerFacts(agency.units, agency.items, agency.competences, agency.options.asOf)
  const left = new Set(random.shuffled(all.filter(({ personId }) => !cast.has(personId))))
  const places = placesByCarrier(Math.min(officers, left.size))
  const chosen: [OfficerFacts, Plight][] = []
  const take = (count: number, plight: Plight, suits: (facts: OfficerFacts) => boolean) => {
    let wanted = count
    for (const facts of left) {
      if (wanted === 0) return
      const carrier = carrierOf(facts)
      const free = places.get(carrier) ?? 0
      if (free === 0 || !suits(facts)) continue
      left.delete(facts)
      places.set(carrier, free - 1)
      chosen.push([facts, plight])
      wanted -= 1
    }
  }
  for (const [plight, share] of shares) take(Math.round(officers * share), plight, suitability[plight])
  take(officers - chosen.length, 'ready', suitability.ready)
  take(officers - chosen.length, 'untrained', ({ radios, inDate }) => radios.length > 0 && !inDate)
  take(officers - chosen.length, 'no-radio', ({ radios }) => radios.length === 0)
  places.clear()
  for (const carrier of carriers) places.set(carrier, officers)
  take(officers - chosen.length, 'ready', suitability.ready)
  return random.shuffled(chosen).map(([facts, plight]) => dutyOf(agency, facts, plight, random))
}

const able = ({ radios, inDate }: OfficerFacts) => radios.length > 0 && inDate
const tracked = (facts: OfficerFacts) => carrierOf(facts) !== 'field-app'

const suitability: Record<Plight, (facts: OfficerFacts) => boolean> = {
  ready: able,
  untested: able,
  untrained: ({ radios, inDate }) => radios.length > 0 && !inDate,
  // A field device would count as attached in the radio's place.
  'off-air': (facts) => able(facts) && tracked(facts),
  'wrong-talkgroup': able,
  unseen: able,
  'no-radio': (facts) => facts.radios.length === 0 && tracked(facts),
}

function carrierOf({ unit }: Pick<OfficerFacts, 'unit'>): Carrier {
  if (unit.addresses.some(({ kind }) => kind === 'owntracks')) return 'owntracks'
  return unit.addresses.some(({ kind }) => kind === 'osmand') ? 'osmand' : 'field-app'
}

function placesByCarrier(officers: number): Map<Carrier, number> {
  const owntracks = Math.round(officers * 0.5)
  const osmand = Math.round(officers * 0.3)
  return new Map([
    ['owntracks', owntracks],
    ['osmand', osmand],
    ['field-app', officers - owntracks - osmand],
  ])
}

function dutyOf(agency: Agency, { personId, unit, radios }: OfficerFacts, plight: Plight, random: Random): Duty {
  const team = agency.teams.find(({ id }) => id === unit.teamId)
  const base = bases.find((each) => team !== undefined && baseTitle(each) === team.base)
  if (base === undefined) throw new Error(`the unit ${unit.callsign} has no base`)
  const talkgroup = talkgroupNamed(agency, baseTalkgroupName(base.name))
  const carrier = carrierOf({ unit })
  const address = unit.addresses.find(({ kind }) => kind === carrier)
  return {
    personId,
    unitId: unit.id,
    callsign: unit.callsign,
    base,
    carrier,
    plight,
    compartmented: unit.compartments.length > 0,
    radio: radios[0] === undefined ? null : { id: radios[0].id, issi: radios[0].issi },
    address: address === undefined ? null : { value: address.value, secret: address.secret ?? '' },
    talkgroup,
    tunedTo: plight === 'wrong-talkgroup' ? talkgroupNamed(agency, random.pick(['Training', 'Mutual Aid'])) : talkgroup,
  }
}

function talkgroupNamed(agency: Agency, name: string): TalkgroupRow {
  const found = agency.talkgroups.find((talkgroup) => talkgroup.name === name)
  if (found === undefined) throw new Error(`the fleet map has no talkgroup '${name}'`)
  return found
}
