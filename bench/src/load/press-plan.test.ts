// SPDX-License-Identifier: Apache-2.0
import type { CompartmentId, UnitId } from '@muster/contract/ids'
import { bases } from '@muster/scenarios/agency/lists/bases'
import { expect, test } from 'vitest'
import { pressWays, type UnitLoad } from './job'
import { pressPlan } from './press-plan'

const kinds = ['field-app', 'field-app', 'owntracks', 'osmand'] as const
const viaOf = (kind: (typeof kinds)[number]): UnitLoad['via'] => {
  if (kind === 'field-app') return { kind, cookie: 'c', gssi: '1' }
  return kind === 'osmand' ? { kind, id: '1', form: 'query' } : { kind, user: 'u', password: 'p' }
}
const units = Array.from({ length: 80 }, (_, at): UnitLoad => ({
  unitId: `unit-${at}` as UnitId,
  compartments: at % 10 === 0 ? ['secret' as CompartmentId] : [],
  base: bases[0] as (typeof bases)[number],
  via: viaOf(kinds[at % kinds.length] as (typeof kinds)[number]),
}))
const plan = (already: number) => pressPlan(units, { everyMs: 100, lastsMs: 2_000, already })

test('[SC-517] each way in turn, from units that report by it', () => {
  const presses = plan(0)
  expect(presses).toHaveLength(20)
  expect(presses.slice(0, 4).map(({ way }) => way)).toEqual([...pressWays])
  const carriers = { 'http-unknown': 'owntracks', 'http-device': 'field-app', osmand: 'osmand', socket: 'field-app' }
  for (const { way, unit } of presses) expect(units[unit]?.via.kind).toBe(carriers[way])
})

test('[SC-517] nobody twice over the rounds, nobody compartmented', () => {
  const pressed = [...plan(0), ...plan(20)].map(({ unit }) => unit)
  expect(new Set(pressed).size).toBe(40)
  expect(pressed.every((unit) => units[unit]?.compartments.length === 0)).toBe(true)
})

test('[SC-517] more presses than units are refused, not repeated', () => {
  expect(() => plan(60)).toThrow('and all have')
})
