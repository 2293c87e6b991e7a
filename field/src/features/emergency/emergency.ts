// SPDX-License-Identifier: Apache-2.0
import { newId, type PressId } from '@muster/contract/ids'
import type { FixMessage } from '@muster/contract/live'
import { type ValueStore, valueStore } from '../../device/value-store'
import type { Outbox } from '../../outbox/outbox-rules'
import { emptyOutbox } from '../../outbox/outbox-rules'
import { PressOutbox, type PressStore, type PressWays } from '../../outbox/press-outbox'
import { placeWire, pressWire } from './press-rules'
import { say } from './speech'
import { undeliveredSpeech } from './place-to-say'

/** What a press takes along if it is there. Asked for at the press; a source that fails is left out. */
export interface PressSources {
  readonly fix: () => FixMessage | null
  readonly batteryPercent: () => number | null
  readonly callsign: () => string | null
  readonly deviceId: () => string | null
}

/** The officer's presses and what became of them. Depends on nothing that may be missing. */
export class Emergency {
  readonly outbox: ValueStore<Outbox> = valueStore<Outbox>(emptyOutbox)
  readonly #runner: PressOutbox
  readonly #sources: PressSources

  constructor(store: PressStore, ways: PressWays, sources: PressSources) {
    this.#sources = sources
    this.#runner = new PressOutbox({
      store,
      ways,
      nowMs: () => performance.now(),
      after: (ms, act) => {
        const timer = setTimeout(act, ms)
        return () => clearTimeout(timer)
      },
      onChange: (outbox) => this.outbox.set(outbox),
      onUndelivered: (press) => {
        if (!press.silent) say(undeliveredSpeech(tried(sources.fix)))
      },
    })
  }

  get runner(): PressOutbox {
    return this.#runner
  }

  press(silent: boolean): void {
    const atMs = Date.now()
    const sources = this.#sources
    const press = pressWire({
      id: newId<PressId>(),
      atMs,
      silent,
      fix: tried(sources.fix),
      batteryPercent: tried(sources.batteryPercent),
      callsign: tried(sources.callsign),
      deviceId: tried(sources.deviceId),
    })
    this.#runner.press(press, atMs)
  }

  /** A place became known: a press that had none takes it along, while it still waits. */
  placed(fix: FixMessage): void {
    const waits = this.outbox.get().presses.some((each) => each.answer === null && each.press.lat === undefined)
    const place = placeWire(fix)
    if (waits && place.lat !== undefined) this.#runner.hear({ type: 'placed', place })
  }
}

function tried<T>(source: () => T | null): T | null {
  try {
    return source()
  } catch {
    return null
  }
}
