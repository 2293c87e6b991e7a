// SPDX-License-Identifier: Apache-2.0
import { type ValueStore, valueStore } from './value-store'

export type Awake = 'off' | 'on' | 'failed'

/** Keeps the screen on when the officer asks for it. The platform lets go in the background; we ask anew. */
export class WakeLock {
  readonly state: ValueStore<Awake> = valueStore<Awake>('off')
  #lock: WakeLockSentinel | null = null

  constructor() {
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible' && this.state.get() === 'on') void this.#take()
    })
  }

  async want(wanted: boolean): Promise<void> {
    if (wanted) return await this.#take()
    this.state.set('off')
    await this.#lock?.release().catch(() => undefined)
    this.#lock = null
  }

  async #take(): Promise<void> {
    try {
      this.#lock = await navigator.wakeLock.request('screen')
      this.state.set('on')
    } catch {
      this.state.set('failed')
    }
  }
}
