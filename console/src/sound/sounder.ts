// SPDX-License-Identifier: Apache-2.0
import { type Burst, burstOf, type Priority } from './pattern'

/** locked: the browser lets this page make no sound yet. */
export type SoundState = 'locked' | 'on' | 'none'

const loudness = 0.5
const edgeMs = 12

/** Makes the sounds of this page. Browsers allow it only after somebody acted on the page. */
export class Sounder {
  #audio: AudioContext | null = null
  #state: SoundState = typeof AudioContext === 'undefined' ? 'none' : 'locked'
  readonly #listeners = new Set<() => void>()

  readonly state = (): SoundState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Call while somebody acts on the page; otherwise the browser refuses and the state stays 'locked'. */
  async unlock(): Promise<void> {
    if (this.#state === 'none') return
    const audio = this.#audio ?? this.#open()
    try {
      await audio.resume()
    } catch {
      // Refused: the state says so.
    }
    this.#read()
  }

  /** False when no sound came out because the page may not make any. */
  play(priority: Priority): boolean {
    const audio = this.#audio
    if (audio === null || audio.state !== 'running') return false
    schedule(audio, burstOf(priority))
    return true
  }

  #open(): AudioContext {
    const audio = new AudioContext()
    audio.addEventListener('statechange', () => this.#read())
    this.#audio = audio
    return audio
  }

  #read(): void {
    const state = this.#audio?.state === 'running' ? 'on' : 'locked'
    if (state === this.#state) return
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

function schedule(audio: AudioContext, burst: Burst): void {
  for (const { atMs, lengthMs, hz, gains } of burst.pulses) {
    const startS = audio.currentTime + 0.02 + atMs / 1_000
    const endS = startS + lengthMs / 1_000
    const wave = audio.createPeriodicWave(new Float32Array(gains.length + 1), new Float32Array([0, ...gains]))
    const tone = new OscillatorNode(audio, { frequency: hz, periodicWave: wave })
    const gain = new GainNode(audio, { gain: 0 })
    gain.gain.setValueAtTime(0, startS)
    gain.gain.linearRampToValueAtTime(loudness, startS + edgeMs / 1_000)
    gain.gain.setValueAtTime(loudness, endS - edgeMs / 1_000)
    gain.gain.linearRampToValueAtTime(0, endS)
    tone.connect(gain).connect(audio.destination)
    tone.start(startS)
    tone.stop(endS)
  }
}
