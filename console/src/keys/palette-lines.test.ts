// SPDX-License-Identifier: Apache-2.0
import type { Alarm } from '@muster/contract/emergency'
import type { LiveUnit } from '@muster/contract/live'
import { expect, test } from 'vitest'
import { mostLines, type PaletteLine, paletteLines } from './palette-lines'

const alarms = [{ callsign: 'PT117' }, { callsign: 'WZ304' }] as Alarm[]
const units = Array.from({ length: 40 }, (_, index) => ({
  callsign: `PT${100 + index}`,
  officer: index === 7 ? 'Kim Gold' : null,
})) as LiveUnit[]
const pages = [
  { to: '/', text: 'Control room' },
  { to: '/kit', text: 'Kit' },
]

const lines = (typed: string) => paletteLines(typed, { alarms, units, pages })
const named = (line: PaletteLine) =>
  line.kind === 'page' ? line.text : line.kind === 'acknowledge' ? line.alarm.callsign : line.unit.callsign

test('[UI-244] without text: the waiting alarms, then the pages', () => {
  expect(lines('').map(named)).toEqual(['PT117', 'WZ304', 'Control room', 'Kit'])
})

test.each([
  ['ack pt', 'acknowledge', ['PT117']],
  ['ACK', 'acknowledge', ['PT117', 'WZ304']],
  ['go pt11', 'go', ['PT110', 'PT111', 'PT112', 'PT113', 'PT114', 'PT115', 'PT116', 'PT117', 'PT118', 'PT119']],
  ['pt139', 'unit', ['PT139']],
  ['gold', 'unit', ['PT107']],
  ['kit', 'page', ['Kit']],
  ['nonsense', 'unit', []],
])('[UI-244] “%s” offers %s', (typed, kind, wanted) => {
  expect(lines(typed).map(named)).toEqual(wanted)
  expect(lines(typed).every((line) => line.kind === kind)).toBe(true)
})

test('[UI-244] never more lines than fit', () => {
  expect(lines('pt')).toHaveLength(mostLines)
})
