// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { resultFileName, resultOf } from './result'
import { row } from './row'

const at = new Date('2026-11-22T21:05:06.789Z')

test('[SC-506] a result has its five parts and no more', () => {
  const rows = [row({ id: 'a', what: 'quick', value: 3.5, unit: 'ms' })]
  const result = resultOf('positions', false, rows, at)
  expect(Object.keys(result)).toEqual(['name', 'at', 'commit', 'machine', 'rows'])
  expect(result).toMatchObject({ name: 'positions', at: '2026-11-22T21:05:06.789Z', rows })
  expect(result.commit).toMatch(/^([0-9a-f]{7,40}(-dirty)?|unknown)$/)
})

test('[SC-506] a short trial says so', () => {
  expect(resultOf('positions', true, [], at).name).toBe('positions --quick')
})

test('[SC-506] the machine is described by its kind', () => {
  const { machine } = resultOf('positions', false, [], at)
  expect(machine).toMatch(/^\d+ cores [^/\\]+, \d+ GB, [a-z0-9]+ [^ /]+ [a-z0-9]+, Node \d+\.\d+\.\d+$/)
})

test('[SC-506] results sort by time', () => {
  expect(resultFileName('soak', at)).toBe('soak-2026-11-22T21-05.json')
})
