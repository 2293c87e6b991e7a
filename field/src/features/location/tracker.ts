// SPDX-License-Identifier: Apache-2.0
import type { ClientMessage, FixMessage } from '@muster/contract/live'
import { type ValueStore, valueStore } from '../../device/value-store'
import { batchLost, batchTaken, emptyFixQueue, type FixQueue, sentBatch, withFix } from './fix-queue-rules'

export type TrackingState = 'off' | 'waiting' | 'on' | 'denied' | 'failed'

export interface TrackerSources {
  /** Sends over the live socket now, or says that it did not. */
  readonly send: (message: ClientMessage) => boolean
  readonly batteryPercent: () => number | null
  /** A number for a message that no other message of this page has. */
  readonly nextNo: () => number
}

/** Watches the device's position while it should, and sends what it has while it can. */
export class Tracker {
  readonly state: ValueStore<TrackingState> = valueStore<TrackingState>('off')
  readonly fix: ValueStore<FixMessage | null> = valueStore<FixMessage | null>(null)
  readonly queued: ValueStore<number> = valueStore(0)
  readonly #send: (message: ClientMessage) => boolean
  readonly #batteryPercent: () => number | null
  readonly #nextNo: () => number
  #queue: FixQueue = emptyFixQueue
  #watch: number | null = null
  #sending = false
  #granted = false

  constructor(sources: TrackerSources) {
    this.#send = sources.send
    this.#batteryPercent = sources.batteryPercent
    this.#nextNo = sources.nextNo
    void this.#followPermission()
  }

  /**
   * Positions are watched and sent on duty, and while an alarm stands. An alarm alone never brings up the
   * platform's question: it would cover the screen, and give a silent press away.
   */
  want(bookedOn: boolean, alarmStands: boolean): void {
    this.#sending = bookedOn || alarmStands
    const wanted = bookedOn || (alarmStands && this.#granted)
    if (wanted && this.#watch === null) this.#begin()
    if (!this.#sending && this.#watch !== null) this.#end()
    if (!this.#sending) this.#change(emptyFixQueue)
  }

  /** The officer asks again after having refused. */
  askAgain(): void {
    if (this.#watch !== null) this.#end()
    this.#begin()
  }

  taken(id: number): void {
    this.#change(batchTaken(this.#queue, id))
    this.flush()
  }

  connectionLost(): void {
    this.#change(batchLost(this.#queue))
  }

  flush(): void {
    const id = this.#nextNo()
    const next = sentBatch(this.#queue, id, performance.now())
    if (next === null) return
    if (this.#send({ type: 'fixes', id, fixes: next.batch })) this.#change(next.queue)
  }

  async #followPermission(): Promise<void> {
    const status = await navigator.permissions?.query({ name: 'geolocation' }).catch(() => null)
    if (!status) return
    const look = () => (this.#granted = status.state === 'granted')
    status.addEventListener('change', look)
    look()
  }

  #begin(): void {
    if (!('geolocation' in navigator)) return this.state.set('failed')
    if (this.state.get() !== 'on') this.state.set('waiting')
    const options = { enableHighAccuracy: true, maximumAge: 1_000, timeout: 30_000 }
    this.#watch = navigator.geolocation.watchPosition(
      (position) => this.#hear(position),
      (error) => this.#failed(error),
      options,
    )
  }

  #end(): void {
    if (this.#watch !== null) navigator.geolocation.clearWatch(this.#watch)
    this.#watch = null
    this.state.set('off')
  }

  #hear({ coords, timestamp }: GeolocationPosition): void {
    const fix = coordsToFix(coords, timestamp, this.#batteryPercent())
    this.state.set('on')
    this.fix.set(fix)
    if (!this.#sending) return
    this.#change(withFix(this.#queue, fix))
    this.flush()
  }

  #failed(error: GeolocationPositionError): void {
    // No position within the patience is not the end: the watch goes on.
    if (error.code === error.PERMISSION_DENIED) this.state.set('denied')
    else if (this.state.get() !== 'on') this.state.set('failed')
  }

  #change(queue: FixQueue): void {
    this.#queue = queue
    this.queued.set(queue.fixes.length)
  }
}

function coordsToFix(coords: GeolocationCoordinates, timestamp: number, batteryPercent: number | null): FixMessage {
  return {
    at: Math.round(timestamp),
    lat: coords.latitude,
    lon: coords.longitude,
    accuracyM: finite(coords.accuracy),
    speedMps: finite(coords.speed),
    courseDeg: finite(coords.heading),
    altitudeM: finite(coords.altitude),
    batteryPercent,
  }
}

/** A heading at a standstill is NaN on some platforms, which JSON cannot say. */
function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null
}
