// SPDX-License-Identifier: Apache-2.0
import { PublicKey, sessionProofText } from '@muster/contract/identity'
import { type DeviceId, newId } from '@muster/contract/ids'
import type { FieldDatabase } from '../../device/database'

/** The device's key. The private part is a CryptoKey that cannot be exported, not even by this app. */
export interface DeviceKey {
  readonly deviceId: DeviceId
  readonly privateKey: CryptoKey
  readonly publicKey: PublicKey
  /** False until the server has said so, or has opened a session for it. */
  readonly enrolled: boolean
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const

export async function makeDeviceKey(): Promise<DeviceKey> {
  const pair = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey)
  return {
    deviceId: newId<DeviceId>(),
    privateKey: pair.privateKey,
    publicKey: PublicKey.parse({ kty, crv, x, y }),
    enrolled: false,
  }
}

/** The proof of possession that opens a session: raw r‖s, base64url. */
export async function signSessionProof(key: DeviceKey, nonce: string): Promise<string> {
  const text = new TextEncoder().encode(sessionProofText(key.deviceId, nonce))
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key.privateKey, text)
  return bytesToBase64Url(new Uint8Array(signature))
}

export function bytesToBase64Url(bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes))
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

export async function readDeviceKey(opening: Promise<FieldDatabase>): Promise<DeviceKey | null> {
  return (await (await opening).get('device', 'key')) ?? null
}

export async function keepDeviceKey(opening: Promise<FieldDatabase>, key: DeviceKey): Promise<void> {
  await (await opening).put('device', key, 'key')
}
