// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { readStat } from './process-table'

const line = (name: string) =>
  `4711 (${name}) S 42 4711 4711 0 -1 4194560 100 200 0 0 250 50 7 3 20 0 11 0 12345 1000000 500`

test.each(['node', 'tmux: server', 'odd) name (', 'postgres: checkpointer '])('[SC-521] CPU of "%s"', (name) => {
  expect(readStat(line(name))).toEqual({ parentPid: 42, cpuMs: 3_000, endedChildrenCpuMs: 100 })
})

test('[SC-521] what is no such line is not read as zero', () => {
  expect(readStat('')).toBeNull()
  expect(readStat('4711 (node) S')).toBeNull()
})
