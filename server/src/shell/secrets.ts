// SPDX-License-Identifier: Apache-2.0
import { createHash, createPublicKey, randomBytes, randomInt, timingSafeEqual, verify } from 'node:crypto'
import { hash, verify as verifyArgon } from '@node-rs/argon2'

/** An opaque token of 256 bits; only its hash is ever stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest()
}

export function sameHash(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

/** A code that can be read out over a radio: no letter or digit that sounds or looks like another. 40 bits. */
export function newCode(): string {
  const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
  const letters = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)])
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`
}

/** What somebody typed, brought to the form in which codes are made. */
export function normaliseCode(text: string): string {
  const plain = text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
  return `${plain.slice(0, 4)}-${plain.slice(4)}`
}

/** The salt of a leaf's commitment: 128 bits. */
export function newSalt(): Uint8Array {
  return randomBytes(16)
}

/** A random number for a unit: gaps in a sequence would tell how many are hidden. Below 2^24, so that the map's floats hold it. */
export function newUnitNo(): number {
  return randomInt(1, 2 ** 24)
}

export function newNonce(): string {
  return randomBytes(24).toString('base64url')
}

/** ECDSA P-256 with SHA-256, raw r‖s. A key or signature of any other shape is simply wrong. */
export function isSignedBy(
  publicKey: { kty: string; crv: string; x: string; y: string },
  text: string,
  signature: string,
): boolean {
  try {
    const key = createPublicKey({
      key: { kty: publicKey.kty, crv: publicKey.crv, x: publicKey.x, y: publicKey.y },
      format: 'jwk',
    })
    return verify(
      'sha256',
      Buffer.from(text, 'utf8'),
      { key, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    )
  } catch {
    return false
  }
}

/** argon2id with the parameters OWASP recommends as a minimum: 19 MiB, two passes. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 })
}

export async function isPassword(stored: string, password: string): Promise<boolean> {
  return verifyArgon(stored, password).catch(() => false)
}
