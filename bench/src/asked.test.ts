// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { readAsked } from './asked'

const names = ['positions', 'alarm']

test('[SC-507] a name and its options', () => {
  expect(readAsked(['alarm'], names)).toEqual({ name: 'alarm', quick: false, json: null, profileDir: null })
  expect(readAsked(['positions', '--quick', '--json', 'x.json'], names)).toMatchObject({ quick: true, json: 'x.json' })
})

test.each([[[]], [['nothing']], [['alarm', 'positions']], [['constructor']]])('[SC-507] %j is refused', (args) => {
  expect(() => readAsked(args, names)).toThrow('Name one of: positions, alarm')
})

test('[SC-507] an option that there is not is refused', () => {
  expect(() => readAsked(['alarm', '--fast'], names)).toThrow('--fast')
})
