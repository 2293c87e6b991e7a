// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wayOf } from './offline-rules'

const base = 'https://muster.example/field/'
const kept = new Set([base, `${base}assets/index-1.js`])
const get = { method: 'GET', navigates: false }

test.each([
  [`${base}`, true, 'page'],
  [`${base}#code=ABCD1234`, true, 'page'],
  [`${base}anything`, true, 'page'],
  [`${base}assets/index-1.js`, false, 'file'],
  [`${base}assets/index-2.js`, false, 'network'],
  ['https://muster.example/', true, 'network'],
  ['https://else.example/field/', true, 'network'],
])('[UI-350] %s is answered by way of %s', (url, navigates, way) => {
  expect(wayOf({ url, method: 'GET', navigates }, base, kept)).toBe(way)
})

test('[UI-351] nothing of the API and nothing but reading is ever answered by the worker', () => {
  fc.assert(
    fc.property(fc.webPath(), fc.boolean(), (path, navigates) => {
      expect(wayOf({ ...get, navigates, url: `https://muster.example/api${path}` }, base, kept)).toBe('network')
    }),
  )
  expect(wayOf({ url: base, method: 'POST', navigates: true }, base, kept)).toBe('network')
})
