// SPDX-License-Identifier: Apache-2.0
import { bases } from '@muster/scenarios/agency/lists/bases'
import { distanceM } from '@muster/scenarios/earth'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fixOf, peerMessage, readPeerMessage, socketMessage } from './report'

const moments = fc.integer({ min: 1_600_000_000, max: 1_900_000_000 }).map((seconds) => seconds * 1_000)

test('[SC-516] what the peers carry', () => {
  fc.assert(
    fc.property(fc.nat(99_999), moments, fc.nat(50), (unit, atMs, before) => {
      const message = peerMessage(unit, atMs)
      expect(message).toHaveLength(200)
      expect(JSON.parse(message.toString())).toMatchObject({ no: unit, at: atMs })
      const bytes = Buffer.concat([Buffer.alloc(before), message])
      expect(readPeerMessage(bytes, before)).toEqual({ unit, atMs })
    }),
  )
})

test('[SC-516] ours is no shorter than what the server really gets', () => {
  const [base] = bases
  const message = socketMessage(7, base as (typeof bases)[number], 1_700_000_000_000)
  expect(message.length).toBeGreaterThan(150)
  expect(message.length).toBeLessThan(260)
})

test('[SC-519] nobody is faster than the server believes, at the end of a round either', () => {
  fc.assert(
    fc.property(fc.nat(2_000), fc.nat(bases.length - 1), moments, (unit, at, atMs) => {
      const base = bases[at] as (typeof bases)[number]
      const metres = distanceM(fixOf(unit, base, atMs), fixOf(unit, base, atMs + 1_000))
      expect(metres).toBeLessThan(20)
      expect(metres).toBeGreaterThan(1)
    }),
  )
})
