// SPDX-License-Identifier: Apache-2.0
import {
  ChallengeDevice,
  DemoEnrolmentCode,
  DemoSignIn,
  EnrolDevice,
  OpenDeviceSession,
  type Viewer,
  WhoAmI,
} from '@muster/contract/identity'
import type { PersonId } from '@muster/contract/ids'
import { call } from '@muster/ui/api/client'
import { ApiRefused } from '@muster/ui/api/refusals'
import { type ValueStore, valueStore } from '../../device/value-store'
import { type DeviceKey, makeDeviceKey, signSessionProof } from './device-key'

export type SessionState =
  | { readonly state: 'starting' }
  | { readonly state: 'not-enrolled' }
  | { readonly state: 'opening' }
  /** There is a key, but no answer; tried again. */
  | { readonly state: 'offline' }
  | { readonly state: 'open'; readonly viewer: Viewer }
  /** The server refuses this key: revoked, or unknown to it. Pressing for help goes on. */
  | { readonly state: 'locked-out' }

export const firstReopenMs = 1_000
export const longestReopenMs = 30_000

export interface KeyStore {
  read(): Promise<DeviceKey | null>
  keep(key: DeviceKey): Promise<void>
}

/** The device's key and the session that it opens: at start, and silently again whenever that one is over. */
export class DeviceSession {
  readonly state: ValueStore<SessionState> = valueStore<SessionState>({ state: 'starting' })
  readonly #keys: KeyStore
  #key: DeviceKey | null = null
  #opening: Promise<boolean> | null = null
  #failures = 0
  #retry: ReturnType<typeof setTimeout> | null = null

  constructor(keys: KeyStore) {
    this.#keys = keys
  }

  get deviceId(): string | null {
    return this.#key?.deviceId ?? null
  }

  async start(): Promise<void> {
    this.#key = await this.#keys.read().catch(() => null)
    if (this.#key === null) return this.state.set({ state: 'not-enrolled' })
    await this.open()
  }

  /** Opens a session; whether it is open now. Calls at the same time share one attempt. */
  open(): Promise<boolean> {
    this.#opening ??= this.#openOnce().finally(() => (this.#opening = null))
    return this.#opening
  }

  /** Somebody or the network is back: do not wait out the pause. */
  nudge(): void {
    if (this.state.get().state === 'offline') void this.open()
  }

  /** Runs an act that needs the session, and once more if the session was over. */
  async within<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act()
    } catch (error) {
      const over = error instanceof ApiRefused && error.code === 'not-signed-in'
      if (!over || !(await this.open())) throw error
      return await act()
    }
  }

  /** @throws ApiRefused, ApiUnreachable, or what WebCrypto throws where there is none */
  async enrol(code: string, deviceName: string): Promise<void> {
    // A key that was kept but never confirmed is used again: its enrolment may have arrived after all.
    const pending = this.#key !== null && !this.#key.enrolled ? this.#key : await makeDeviceKey()
    await this.#keys.keep(pending)
    this.#key = pending
    const { deviceId, publicKey } = pending
    try {
      await call(EnrolDevice, { body: { code, deviceId, name: deviceName, publicKey } })
    } catch (error) {
      const maybeEnrolled =
        error instanceof ApiRefused && (error.code === 'code-used' || error.code === 'already-exists')
      if (!maybeEnrolled || !(await this.#prove(pending).catch(() => false))) throw error
      return
    }
    await this.open()
  }

  async enrolForDemo(personId: PersonId, deviceName: string): Promise<void> {
    await call(DemoSignIn, { body: { personId } })
    const { code } = await call(DemoEnrolmentCode)
    this.#key = null
    await this.enrol(code, deviceName)
  }

  /** Back to the enrolment screen. The old key stays until a new one takes its place. */
  enrolAnew(): void {
    this.#stopRetry()
    this.#key = this.#key === null ? null : { ...this.#key, enrolled: true }
    this.state.set({ state: 'not-enrolled' })
  }

  async #openOnce(): Promise<boolean> {
    this.#stopRetry()
    const key = this.#key
    if (key === null) return false
    if (this.state.get().state !== 'open') this.state.set({ state: 'opening' })
    try {
      const again = await stillOpen(key)
      if (again !== null) this.#opened(again)
      return again !== null || (await this.#prove(key))
    } catch (error) {
      return this.#failed(key, error)
    }
  }

  async #prove(key: DeviceKey): Promise<boolean> {
    this.#opened(
      await openSession(key).catch(async (error: unknown) => {
        // The nonce may have died with a restart between the two calls; a second refusal is meant.
        if (isWrongProof(error)) return await openSession(key)
        throw error
      }),
    )
    if (!key.enrolled) {
      this.#key = { ...key, enrolled: true }
      await this.#keys.keep(this.#key).catch(() => undefined)
    }
    return true
  }

  #opened(viewer: Viewer): void {
    this.#failures = 0
    this.state.set({ state: 'open', viewer })
  }

  #failed(key: DeviceKey, error: unknown): false {
    if (isWrongProof(error)) {
      this.state.set({ state: key.enrolled ? 'locked-out' : 'not-enrolled' })
      return false
    }
    this.state.set({ state: 'offline' })
    const pauseMs = Math.min(longestReopenMs, firstReopenMs * 2 ** this.#failures)
    this.#failures = Math.min(this.#failures + 1, 10)
    this.#retry = setTimeout(() => void this.open(), pauseMs)
    return false
  }

  #stopRetry(): void {
    if (this.#retry !== null) clearTimeout(this.#retry)
    this.#retry = null
  }
}

/** The session of the cookie, if there is one and it is this device's. */
async function stillOpen(key: DeviceKey): Promise<Viewer | null> {
  try {
    const viewer = await call(WhoAmI)
    return viewer.deviceId === key.deviceId ? viewer : null
  } catch (error) {
    if (error instanceof ApiRefused && error.code === 'not-signed-in') return null
    throw error
  }
}

async function openSession(key: DeviceKey): Promise<Viewer> {
  const { nonce } = await call(ChallengeDevice, { body: { deviceId: key.deviceId } })
  const signature = await signSessionProof(key, nonce)
  return await call(OpenDeviceSession, { body: { deviceId: key.deviceId, nonce, signature } })
}

function isWrongProof(error: unknown): boolean {
  return error instanceof ApiRefused && error.code === 'wrong-proof'
}
