// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { codeFrom } from './enrol-code-rules'

test.each([
  ['ABCD-1234', 'ABCD-1234'],
  ['  ABCD 1234 ', 'ABCD1234'],
  ['#code=ABCD1234', 'ABCD1234'],
  ['https://muster.example/field/#code=ABCD-1234', 'ABCD-1234'],
  ['https://muster.example/field/#x=1&code=AB%20CD1234', 'ABCD1234'],
  ['#code=%E0%A4%A', '%E0%A4%A'],
  ['ABC', null],
  ['', null],
  ['https://else.example/', null],
  ['A'.repeat(21), null],
])('[UI-301] %j gives the code %j', (text, code) => expect(codeFrom(text)).toBe(code))
