// SPDX-License-Identifier: Apache-2.0
import { createSign, generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashPassword, hashToken, isPassword, isSignedBy, newCode, newToken, normaliseCode, sameHash } from './secrets'

test('[HO-036] a token has 256 bits, a code is easy to read out, and no two are the same', () => {
  const tokens = Array.from({ length: 200 }, newToken)
  expect(new Set(tokens).size).toBe(200)
  expect(tokens.every((token) => Buffer.from(token, 'base64url').length === 32)).toBe(true)
  const codes = Array.from({ length: 200 }, newCode)
  expect(new Set(codes).size).toBe(200)
  expect(codes.every((code) => /^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/.test(code))).toBe(true)
})

test('[HO-036] a code is the same however it was typed', () => {
  expect(['abcd-2345', ' ABCD 2345', 'a.b.c.d.2345'].map(normaliseCode)).toEqual(Array(3).fill('ABCD-2345'))
})

test('[HO-036] only the right password is right, and a hash that is none is wrong, not a fault', async () => {
  const stored = await hashPassword('correct horse battery')
  expect(await isPassword(stored, 'correct horse battery')).toBe(true)
  expect(await isPassword(stored, 'Correct horse battery')).toBe(false)
  expect(await isPassword('rubbish', 'anything')).toBe(false)
})

test('[HO-036] hashes are compared whole', () => {
  expect(sameHash(hashToken('a'), hashToken('a'))).toBe(true)
  expect(sameHash(hashToken('a'), hashToken('b'))).toBe(false)
  expect(sameHash(hashToken('a'), hashToken('a').subarray(0, 8))).toBe(false)
})

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const jwk = publicKey.export({ format: 'jwk' }) as { kty: string; crv: string; x: string; y: string }
const sign = (text: string) =>
  createSign('SHA256').update(text).sign({ key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')

test('[HO-036] a signature fits its own text and key alone, and rubbish is wrong, not a fault', () => {
  const signature = sign('muster-session:one:nonce')
  expect(isSignedBy(jwk, 'muster-session:one:nonce', signature)).toBe(true)
  expect(isSignedBy(jwk, 'muster-session:two:nonce', signature)).toBe(false)
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }) as typeof jwk
  expect(isSignedBy(other, 'muster-session:one:nonce', signature)).toBe(false)
  fc.assert(fc.property(fc.string(), fc.string(), (x, text) => !isSignedBy({ ...jwk, x }, text, text)))
})
