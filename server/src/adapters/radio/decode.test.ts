// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyed, often, wireTexts } from '../../testing/wire-texts'
import { decodeRadioLine } from './decode'

const now = 1_770_000_000_000
test('[AD-9] radio: no line makes the decoder throw, and nothing lies in the future', () =>
  fc.assert(
    fc.property(wireTexts(keyed(['issi', 'event', 'gssi', 'status', 'at'])), (text) => {
      const line = decodeRadioLine(text, now)
      const at = line.kind === 'event' ? line.event.at : line.kind === 'status' ? line.at : now
      expect(at).toBeLessThanOrEqual(now)
    }),
    often,
  ))

test.each([
  ['{"issi":"123","event":"attach"}', { kind: 'event', event: { issi: '123', event: 'attach', gssi: null, at: now } }],
  ['{"issi":123,"event":"group","gssi":"9"}', { kind: 'event', event: { event: 'group', gssi: '9' } }],
  ['{"issi":"123"}', { kind: 'event', event: { event: 'heard' } }],
  ['{"issi":"123","status":"6"}', { kind: 'status', code: 6 }],
  ['{"issi":"123","status":17}', { kind: 'unreadable', pressed: false }],
  ['{"issi":"123","event":"group"}', { kind: 'unreadable' }],
  ['{"issi":"123","event":"explode"}', { kind: 'unreadable' }],
  ['{"issi":"x","status":0}', { kind: 'unreadable', issi: null, pressed: true }],
  ['{"issi":"123","status":0', { kind: 'unreadable', pressed: false }],
  ['garbage "status": 0, more', { kind: 'unreadable', pressed: true }],
  ['null', { kind: 'unreadable', pressed: false }],
])('[AD-10] the line %s', (text, meaning) => expect(decodeRadioLine(text, now)).toMatchObject(meaning))
