// SPDX-License-Identifier: Apache-2.0

/** The part of the Battery Status API that is used; only some browsers have it. */
interface Battery extends EventTarget {
  readonly level: number
}

/** Follows the battery where the platform tells; the answer is null where it does not. */
export function followBattery(): () => number | null {
  let battery: Battery | null = null
  const asking = (navigator as Navigator & { getBattery?: () => Promise<Battery> }).getBattery?.()
  asking?.then(
    (found) => (battery = found),
    () => undefined,
  )
  return () => (battery === null ? null : Math.round(battery.level * 100))
}
