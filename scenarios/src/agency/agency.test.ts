// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { ImportModels } from '@muster/contract/catalogue'
import { ImportCompartments, ImportPeople, ImportTeams, ImportUnits } from '@muster/contract/identity'
import { ImportItems } from '@muster/contract/kit'
import { roles } from '@muster/contract/permissions'
import { ImportTalkgroups } from '@muster/contract/talkgroups'
import { ImportCompetences } from '@muster/contract/training'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { agency } from './agency'
import { officerFacts } from './officer-facts'
import { type Agency, lostShelf } from './rows'

const after = agency({ seed: 'muster', size: 'demo', year: 'after' })
const before = agency({ seed: 'muster', size: 'demo', year: 'before' })
const small = agency({ seed: 'muster', size: 'small', year: 'after' })
const all = { after, before, small }

const hash = (of: unknown) => createHash('sha256').update(JSON.stringify(of)).digest('hex')
const distinct = (values: readonly unknown[]) => new Set(values).size
const radios = ({ items }: Agency) => items.filter(({ issi }) => issi !== null)

test('[SC-1] the same seed gives the same bytes, another seed others', () => {
  expect(hash(agency({ seed: 'muster', size: 'demo', year: 'after' }))).toBe(hash(after))
  expect(hash(agency({ seed: 'another', size: 'demo', year: 'after' }))).not.toBe(hash(after))
})

test('[SC-1] ids and names do not depend on the day or the year', () => {
  const later = agency({ seed: 'muster', size: 'demo', year: 'after', asOf: Date.UTC(2031, 0, 1) })
  expect(hash([later.people, later.units, later.items, later.teams])).toBe(
    hash([after.people, after.units, after.items, after.teams]),
  )
  expect(hash([before.people, before.teams])).toBe(hash([after.people, after.teams]))
})

test('[SC-2] the demo is as large as the mission says', () => {
  expect(after.people).toHaveLength(4_500)
  expect(after.units).toHaveLength(2_600)
  expect(after.people.filter(({ roles: held }) => held.includes('officer'))).toHaveLength(2_600)
  expect(after.people.filter(({ roles: held }) => held.includes('controller'))).toHaveLength(6)
  expect(distinct(after.teams.map(({ base }) => base))).toBe(14)
  expect(after.compartments).toHaveLength(12)
  expect(after.talkgroups).toHaveLength(40)
  expect(after.items.filter(({ tag }) => tag.startsWith('NS-C-'))).toHaveLength(900)
})

test('[SC-3] the small agency has about forty people, twenty units, two compartments', () => {
  expect(small.people).toHaveLength(40)
  expect(small.units).toHaveLength(20)
  expect(small.compartments).toHaveLength(2)
})

describe.each(Object.entries(all))('%s', (_, each) => {
  test('[SC-3] somebody holds every role', () => {
    expect(new Set(each.people.flatMap(({ roles: held }) => held))).toEqual(new Set(roles))
  })

  test('[SC-4] callsigns, addresses, collars, ISSIs, tags, serials, GSSIs and ids are unique', () => {
    const addresses = each.units.flatMap((unit) => unit.addresses.map(({ kind, value }) => `${kind} ${value}`))
    const lists = [
      each.units.map(({ callsign }) => callsign),
      addresses,
      each.people.map(({ collar }) => collar),
      radios(each).map(({ issi }) => issi),
      each.items.map(({ tag }) => tag),
      each.items.map(({ serial }) => serial),
      each.talkgroups.map(({ gssi }) => gssi),
      each.talkgroups.map(({ name }) => name),
      each.teams.map(({ name }) => name),
    ]
    for (const list of lists) expect(distinct(list)).toBe(list.length)
    for (const rows of [each.people, each.units, each.items, each.competences])
      expect(distinct(rows.map(({ id }) => id))).toBe(rows.length)
  })

  test('[SC-5] every row is what its import endpoint takes', () => {
    const taken = [
      [ImportCompartments, each.compartments],
      [ImportTeams, each.teams],
      [ImportPeople, each.people],
      [ImportTalkgroups, each.talkgroups],
      [ImportModels, each.models],
      [ImportUnits, each.units],
      [ImportItems, each.items],
      [ImportCompetences, each.competences],
    ] as const
    for (const [{ body }, rows] of taken) {
      const wire = JSON.parse(JSON.stringify(z.encode(body as z.ZodType, { rows }))) as unknown
      expect(body.safeParse(wire).error).toBeUndefined()
    }
  })

  test('[SC-6] every reference leads somewhere, and an officer is cleared for the work of the own unit', () => {
    const people = new Map(each.people.map((row) => [row.id, row]))
    const known = <T>(rows: readonly { id: T }[]) => new Set(rows.map(({ id }) => id))
    const [teams, models, compartments] = [known(each.teams), known(each.models), known(each.compartments)]
    for (const { teamId, clearedFor } of each.people) {
      expect(teamId === null || teams.has(teamId)).toBe(true)
      expect(clearedFor.every((id) => compartments.has(id))).toBe(true)
    }
    for (const { personId, compartments: of } of each.units) {
      const person = personId === null ? undefined : people.get(personId)
      expect(of.every((id) => person?.clearedFor.includes(id))).toBe(true)
    }
    for (const { modelId, holderId, shelf } of each.items) {
      expect(models.has(modelId)).toBe(true)
      expect((holderId === null) !== (shelf === null)).toBe(true)
      expect(holderId === null || people.has(holderId)).toBe(true)
    }
  })

  test('[SC-6] each compartment has units, and the controllers see different parts', () => {
    for (const { id } of each.compartments)
      expect(each.units.some(({ compartments }) => compartments.includes(id))).toBe(true)
    const clearedFor = (personId: string) => each.people.find(({ id }) => id === personId)?.clearedFor.length
    expect(clearedFor(each.cast.supervisor)).toBe(each.compartments.length)
    expect(clearedFor(each.cast.controller)).toBe(0)
    expect(clearedFor(each.cast.clearedController)).toBe(each.compartments.length / 2)
  })

  test('[SC-8] nobody signs for themself, nothing was taught after the day, and not everybody is in date', () => {
    const { asOf } = each.options
    const trainers = new Set(each.people.filter(({ roles: held }) => held.includes('trainer')).map(({ id }) => id))
    for (const { personId, assessorId, taughtAt, expiresAt } of each.competences) {
      expect(personId).not.toBe(assessorId)
      expect(trainers.has(assessorId)).toBe(true)
      expect(taughtAt).toBeLessThan(asOf)
      expect(expiresAt).toBeGreaterThan(taughtAt)
    }
    const facts = officerFacts(each.units, each.items, each.competences, asOf).filter(
      ({ radios: held }) => held.length > 0,
    )
    expect(facts.some(({ everTaught }) => !everTaught)).toBe(true)
    expect(facts.some(({ everTaught, inDate }) => everTaught && !inDate)).toBe(true)
    expect(facts.some(({ inDate }) => inDate)).toBe(true)
  })
})

test('[SC-7] before: 1,200 radios for 2,600 officers; after: one each and a pool', () => {
  const held = radios(before).filter(({ holderId }) => holderId !== null)
  expect(radios(before)).toHaveLength(1_200)
  expect(held).toHaveLength(940)
  expect(before.overdueItems).toHaveLength(40)
  expect(before.lostItems).toHaveLength(11)
  expect(before.items.filter(({ shelf }) => shelf === lostShelf).map(({ id }) => id)).toEqual([...before.lostItems])
  expect(radios(after)).toHaveLength(2_900)
  expect(distinct(radios(after).flatMap(({ holderId }) => holderId ?? []))).toBeGreaterThan(2_500)
})

test('[SC-8] after: nine of ten radio holders are in date; before: fewer than half', () => {
  const share = ({ units, items, competences, options }: Agency) => {
    const holders = officerFacts(units, items, competences, options.asOf).filter(({ radios: held }) => held.length > 0)
    return holders.filter(({ inDate }) => inDate).length / holders.length
  }
  expect(share(after)).toBeGreaterThan(0.88)
  expect(share(after)).toBeLessThan(0.96)
  expect(share(before)).toBeLessThan(0.5)
})
