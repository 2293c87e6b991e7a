// SPDX-License-Identifier: Apache-2.0
import { createECDH, webcrypto } from 'node:crypto'
import { type PublicKey, sessionProofText } from '@muster/contract/identity'
import type { DeviceId } from '@muster/contract/ids'
import { randomFrom } from '../random'
import { hexOf, idMaker } from '../seeded-id'

/**
 * A simulated phone's identity. It comes out of the seed, so that the demo finds its phones enrolled when
 * it starts again; a real phone makes a key that cannot leave it.
 */
export interface DeviceKey {
  readonly deviceId: DeviceId
  readonly publicKey: PublicKey
  /** Raw r‖s over what the contract says, base64url. */
  prove(nonce: string): Promise<string>
}

export function deviceKey(seed: string, unit: string): DeviceKey {
  const random = randomFrom(`${seed}/device/${unit}`)
  const deviceId = idMaker(random)<DeviceId>()
  // 31 random bytes below a zero byte: never zero in practice, and always less than the order of the curve.
  const secret = Buffer.from(`00${hexOf(random, 62)}`, 'hex')
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(secret)
  const point = curve.getPublicKey()
  const publicKey = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  } as const
  const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  let key: Promise<webcrypto.CryptoKey> | undefined
  return {
    deviceId,
    publicKey,
    async prove(nonce) {
      key ??= webcrypto.subtle.importKey('jwk', { ...publicKey, d: secret.toString('base64url') }, ecdsa, false, [
        'sign',
      ])
      const text = new TextEncoder().encode(sessionProofText(deviceId, nonce))
      return Buffer.from(await webcrypto.subtle.sign(ecdsa, await key, text)).toString('base64url')
    },
  }
}
