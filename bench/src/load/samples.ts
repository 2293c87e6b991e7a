// SPDX-License-Identifier: Apache-2.0
/** Durations of a run, ms. Takes as many as were announced; more would be a fault of the bench itself. */
export class Samples {
  readonly #values: Float64Array
  #count = 0

  constructor(limit: number) {
    this.#values = new Float64Array(limit)
  }

  add(ms: number): void {
    if (this.#count >= this.#values.length) throw new RangeError(`more than ${this.#values.length} samples`)
    this.#values[this.#count] = ms
    this.#count += 1
  }

  get count(): number {
    return this.#count
  }

  /** What was added so far, to be sorted by whoever takes it. */
  taken(): Float64Array {
    return this.#values.subarray(0, this.#count)
  }
}
