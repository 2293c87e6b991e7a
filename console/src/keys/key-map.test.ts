// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commandOf, type KeyPress } from './key-map'

const plain: KeyPress = {
  key: 'a',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  typing: false,
  inDialog: false,
}

test.each([
  ['/', 'search'],
  ['a', 'acknowledge'],
  ['A', 'acknowledge'],
  ['g', 'go'],
  ['j', 'next'],
  ['k', 'previous'],
  ['?', 'help'],
  ['Escape', 'dismiss'],
  ['x', null],
  ['constructor', null],
])('[UI-240] %s means %s', (key, command) => {
  expect(commandOf({ ...plain, key }, true)).toBe(command)
})

test('[UI-241] switched off, or while somebody types, no single key acts; Ctrl-K and Escape do', () => {
  const key = fc.constantFrom('/', 'a', 'g', 'j', 'k', '?', 'A', 'G')
  fc.assert(
    fc.property(key, fc.boolean(), (each, typing) => {
      expect(commandOf({ ...plain, key: each, typing }, false)).toBeNull()
      expect(commandOf({ ...plain, key: each, typing: true }, true)).toBeNull()
    }),
  )
  expect(commandOf({ ...plain, key: 'k', ctrlKey: true, typing: true }, false)).toBe('palette')
  expect(commandOf({ ...plain, key: 'k', metaKey: true }, false)).toBe('palette')
  expect(commandOf({ ...plain, key: 'Escape', typing: true }, false)).toBe('dismiss')
})

test('[UI-241] keys of the browser stay the browser’s', () => {
  expect(commandOf({ ...plain, key: 'a', ctrlKey: true }, true)).toBeNull()
  expect(commandOf({ ...plain, key: 'g', altKey: true }, true)).toBeNull()
})

test('[UI-242] a key held down acts once, but goes on through the list', () => {
  expect(commandOf({ ...plain, key: 'a', repeat: true }, true)).toBeNull()
  expect(commandOf({ ...plain, key: 'j', repeat: true }, true)).toBe('next')
})

test('[UI-243] under a dialog alarms are still answered, and nothing else', () => {
  const under = { ...plain, inDialog: true }
  expect(commandOf({ ...under, key: 'a' }, true)).toBe('acknowledge')
  expect(commandOf({ ...under, key: 'a', typing: true }, true)).toBeNull()
  for (const key of ['g', 'j', '/', '?', 'Escape']) expect(commandOf({ ...under, key }, true)).toBeNull()
})
