// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { sharedEdges } from './shared-edges.mjs'

const square = (x, y) => [
  [
    [
      [x, y],
      [x + 1, y],
      [x + 1, y + 1],
      [x, y + 1],
      [x, y],
    ],
  ],
]

test('[UI-164] a line is drawn where two areas meet, and no coast', () => {
  const areas = [
    { polygons: square(0, 0), owner: 'a' },
    { polygons: square(1, 0), owner: 'b' },
  ]
  const lines = sharedEdges(areas, () => 'county')
  expect([...lines.keys()]).toEqual(['county'])
  expect(lines.get('county')).toEqual([
    [
      [1, 1],
      [1, 0],
    ],
  ])
})

test('[UI-164] edges join into one line, and end where three areas meet', () => {
  const owners = [
    ['a', 0, 0],
    ['b', 1, 0],
    ['c', 0, 1],
    ['d', 1, 1],
  ]
  const lines = sharedEdges(
    owners.map(([owner, x, y]) => ({ polygons: square(x, y), owner })),
    () => 'county',
  ).get('county')
  expect(lines).toHaveLength(4)
  const row = [0, 1, 2].flatMap((y) => [
    { polygons: square(0, y), owner: 'west' },
    { polygons: square(1, y), owner: 'east' },
  ])
  expect(sharedEdges(row, () => 'county').get('county')).toEqual([
    [
      [1, 0],
      [1, 1],
      [1, 2],
      [1, 3],
    ],
  ])
})

test('[UI-164] an area within another is drawn as a closed line; kinds are kept apart and null is left out', () => {
  const hole = square(0, 0)
  const around = [
    [
      [
        [-1, -1],
        [2, -1],
        [2, 2],
        [-1, 2],
        [-1, -1],
      ],
      ...hole[0],
    ],
  ]
  const both = [
    { polygons: hole, owner: 'a' },
    { polygons: around, owner: 'b' },
  ]
  const [line = []] = sharedEdges(both, (a, b) => `${a}-${b}`).get('a-b') ?? []
  expect(line).toHaveLength(5)
  expect(line[0]).toEqual(line.at(-1))
  expect(sharedEdges(both, () => null).size).toBe(0)
})
