// SPDX-License-Identifier: Apache-2.0
import { type ValueStore, valueStore } from '../../device/value-store'
import { type Hold, holdAfter, holdDueInMs, type HoldEvent, idle } from './hold-rules'
import { shake } from './speech'

/** Runs the rules of one held control: keeps its state, wakes it after the second, presses. */
export class HoldRunner {
  readonly holding: ValueStore<boolean> = valueStore(false)
  readonly #onPress: () => void
  readonly #silent: boolean
  #hold: Hold = idle
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(onPress: () => void, silent: boolean) {
    this.#onPress = onPress
    this.#silent = silent
  }

  down(by: string): void {
    this.#hear({ type: 'down', by, atMs: performance.now() })
  }

  up(by: string): void {
    this.#hear({ type: 'up', by, atMs: performance.now() })
  }

  lost(): void {
    this.#hear({ type: 'lost', atMs: performance.now() })
  }

  #hear(event: HoldEvent): void {
    const was = this.#hold.state
    const { hold, pressed } = holdAfter(this.#hold, event)
    this.#hold = hold
    // The press first: whatever else fails here comes after it.
    if (pressed) this.#onPress()
    clearTimeout(this.#timer)
    const dueMs = holdDueInMs(hold, performance.now())
    if (dueMs !== null) this.#timer = setTimeout(() => this.#hear({ type: 'tick', atMs: performance.now() }), dueMs)
    this.holding.set(hold.state === 'holding')
    if (this.#silent) return
    if (pressed) shake([200, 100, 200])
    else if (was !== 'holding' && hold.state === 'holding') shake(40)
  }
}
