// SPDX-License-Identifier: Apache-2.0
import { Press } from '@muster/contract/emergency'
import { instantToText } from '@muster/contract/instant'
import { httpWire } from '@muster/scenarios/http-wire'
import { phoneAddress } from '@muster/scenarios/shift/phone-address'
import { nowMs, sleepUntil } from '../machine/patience'
import { spreadOf } from '../result/percentile'
import type { WireAlarm } from './consoles'
import type { PressLoad, PressOutcome, UnitLoad } from './job'
import type { Phones } from './phones'
import { fixOf, trackerMessage } from './report'

/** Callers whom nobody knows come from here on, away from the phones: their presses are grouped by address. */
const strangersFrom = 10_000

/** Presses for help at their time, and notes when each console shows it. */
export class Presses {
  readonly #url: string
  readonly #units: readonly UnitLoad[]
  readonly #consoles: number
  readonly #tries: Try[]
  readonly #tryByKey: Map<string, Try>
  readonly #answered: number[] = []

  constructor(url: string, units: readonly UnitLoad[], consoles: number, presses: readonly PressLoad[]) {
    this.#url = url
    this.#units = units
    this.#consoles = consoles
    this.#tries = presses.map((press) => new Try(press))
    this.#tryByKey = new Map(this.#tries.map((each) => [keyOf(each.press, units), each]))
  }

  /** Presses each at its time after `startMs`; resolves when all were answered. */
  async run(startMs: number, phones: Phones): Promise<void> {
    const answers: Promise<void>[] = []
    for (const each of this.#tries.toSorted((a, b) => a.press.afterMs - b.press.afterMs)) {
      each.dueMs = startMs + each.press.afterMs
      await sleepUntil(each.dueMs)
      answers.push(this.#press(each, phones))
    }
    await Promise.all(answers)
  }

  shown(console: number, alarm: WireAlarm): void {
    const found = this.#tryByKey.get(alarm.id) ?? this.#tryByKey.get(`unit ${alarm.unitId}`)
    if (found === undefined || found.dueMs === 0) return
    const afterMs = nowMs() - found.dueMs
    if (!found.shownMs.has(console)) found.shownMs.set(console, afterMs)
    if (alarm.recorded && !found.recordedMs.has(console)) found.recordedMs.set(console, afterMs)
  }

  outcome(): PressOutcome {
    const seen = this.#tries.reduce((sum, { shownMs }) => sum + shownMs.size, 0)
    return {
      pressed: this.#tries.length,
      unseen: this.#tries.length * this.#consoles - seen,
      shownMs: spreadOf(this.#tries.flatMap(({ shownMs }) => [...shownMs.values()])),
      recordedMs: spreadOf(this.#tries.flatMap(({ recordedMs }) => [...recordedMs.values()])),
      answeredMs: spreadOf(this.#answered),
    }
  }

  async #press({ press, dueMs }: Try, phones: Phones): Promise<void> {
    const { way, unit, pressId } = press
    const load = this.#units[unit] as UnitLoad
    const { lat, lon, accuracyM, batteryPercent } = fixOf(unit, load.base, dueMs)
    const said = { id: pressId, at: instantToText(Math.floor(dueMs)), lat, lon, accuracyM, batteryPercent }
    if (way === 'socket') {
      // Its answer comes over the socket as news of the alarm, which the consoles are measured by.
      phones.socketOf(unit)?.send(JSON.stringify({ type: 'press', press: said }))
      return
    }
    if (way === 'osmand') {
      // The fix is the one of this second, so that it is still one fix a second.
      await phones.wire.send(trackerMessage(load, unit, Math.floor(dueMs / 1_000) * 1_000, true))
    } else if (way === 'http-device') {
      const cookie = load.via.kind === 'field-app' ? { cookie: load.via.cookie } : {}
      await phones.wire.send(pressMessage(said, cookie))
    } else await this.#pressAsStranger(unit, said)
    this.#answered.push(nowMs() - dueMs)
  }

  /** From a connection and an address of its own: nothing is known of who this is. */
  async #pressAsStranger(unit: number, said: object): Promise<void> {
    const wire = httpWire(this.#url, { connections: 1, ...phoneAddress(this.#url, strangersFrom + unit) })
    try {
      await wire.send(pressMessage(said, {}))
    } finally {
      wire.close()
    }
  }
}

class Try {
  readonly press: PressLoad
  /** Zero until it was pressed. */
  dueMs = 0
  /** By console, after the moment at which it was due. */
  readonly shownMs = new Map<number, number>()
  readonly recordedMs = new Map<number, number>()

  constructor(press: PressLoad) {
    this.press = press
  }
}

/** An alarm has the id of its first press; OsmAnd makes none, and there the unit tells. */
function keyOf({ way, unit, pressId }: PressLoad, units: readonly UnitLoad[]): string {
  return way === 'osmand' ? `unit ${units[unit]?.unitId}` : pressId
}

function pressMessage(said: object, headers: Readonly<Record<string, string>>) {
  const body = JSON.stringify(said)
  return { method: Press.method, path: Press.path, headers: { 'content-type': 'application/json', ...headers }, body }
}
