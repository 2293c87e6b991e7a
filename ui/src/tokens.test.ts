// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { contrast } from './map/map-theme'

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')
const grounds = ['--ground', '--panel', '--raised', '--chosen']
const words = [
  '--text',
  '--quiet',
  '--accent',
  '--tone-sky',
  '--tone-orange',
  '--tone-green',
  '--tone-yellow',
  '--tone-purple',
  '--tone-white',
  '--tone-stale',
]
const pairs: readonly (readonly [front: string, back: string, least: number])[] = [
  ...grounds.flatMap((ground) => words.map((word) => [word, ground, 4.5] as const)),
  ...['--ground', '--panel', '--raised'].flatMap((ground) => [
    ['--alarm-text', ground, 4.5] as const,
    ['--caution', ground, 4.5] as const,
    ['--edge', ground, 3] as const,
    ['--focus', ground, 3] as const,
  ]),
  ['--on-alarm', '--alarm', 4.5],
  ['--text', '--alarm-quiet', 4.5],
  ['--alarm-text', '--alarm-quiet', 4.5],
  ['--text', '--alarm-bed', 4.5],
  ['--quiet', '--alarm-bed', 4.5],
  ['--alarm-text', '--alarm-bed', 4.5],
  ['--caution', '--alarm-bed', 4.5],
  ['--caution', '--caution-ground', 4.5],
  ['--text', '--caution-ground', 4.5],
  ['--on-accent', '--accent-ground', 4.5],
]

function colours(theme: string): Map<string, string> {
  const block = css.slice(css.indexOf(`[data-theme='${theme}']`)).split('}')[0] ?? ''
  return new Map([...block.matchAll(/(--[a-z-]+): (#[0-9a-f]{6});/g)].map((found) => [found[1] ?? '', found[2] ?? '']))
}

test.each(['dark', 'light'])('[UI-030] every colour stands out from what it lies on (%s)', (theme) => {
  const found = colours(theme)
  const poor = pairs
    .map(([front, back, least]) => ({
      front,
      back,
      least,
      is: contrast(found.get(front) ?? '', found.get(back) ?? ''),
    }))
    .filter(({ is, least }) => !(is >= least))
  expect(poor).toEqual([])
})
