// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { missingPeer, row } from './row'

const of = (value: number | null) => ({ id: 'x', what: 'something', value, unit: 'ms' })

test('[SC-503] a target is kept up to and including its limit', () => {
  expect(row({ ...of(5), limit: { atMost: 5 } })).toMatchObject({ met: true, target: '≤ 5' })
  expect(row({ ...of(5.001), limit: { atMost: 5 } }).met).toBe(false)
  expect(row({ ...of(4), limit: { atLeast: 4 } })).toMatchObject({ met: true, target: '≥ 4' })
  expect(row({ ...of(3.9), limit: { atLeast: 4 } }).met).toBe(false)
})

test('[SC-503] nothing measured, or nothing promised: nothing is claimed', () => {
  expect(row({ ...of(null), limit: { atMost: 5 } }).met).toBeNull()
  expect(row(of(5)).met).toBeNull()
  expect(row({ ...of(NaN), limit: { atMost: 5 } }).met).toBe(false)
})

test('[SC-503] beside a peer stands ours over theirs, where there is one', () => {
  expect(row({ ...of(2), peer: { name: 'p', value: 8 } })).toMatchObject({ peer: 'p', peerValue: 8, ratio: 0.25 })
  expect(row({ ...of(2), peer: { name: 'p', value: null } })).not.toHaveProperty('ratio')
  expect(row({ ...of(2), peer: { name: 'p', value: 0 } })).not.toHaveProperty('ratio')
})

test('[SC-504] a peer that is not installed says how to install it', () => {
  const missing = missingPeer('mosquitto', 'mosquitto', 'apt-get install mosquitto')
  expect(missing).toMatchObject({ value: null, met: null })
  expect(missing.what).toContain('apt-get install mosquitto')
})
