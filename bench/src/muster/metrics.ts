// SPDX-License-Identifier: Apache-2.0
/** Node samples its event loop by a timer of 10 ms and counts those 10 ms in: an idle loop reads as 10 ms late. */
const samplingMs = 10

/**
 * How late the server's event loop was since /metrics was last asked (asking starts it anew), 99 of 100
 * times, ms. Delays much below the sampling interval do not show.
 */
export async function takeLoopDelayMs(url: string): Promise<number | null> {
  const answer = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(10_000) })
  const seconds = gaugeIn(await answer.text(), 'nodejs_eventloop_lag_p99_seconds')
  return seconds === null ? null : Math.max(0, seconds * 1_000 - samplingMs)
}

/** A metric without labels, out of the text that /metrics answers. Null: not there, or not a number. */
export function gaugeIn(text: string, name: string): number | null {
  const line = text.split('\n').find((each) => each.startsWith(`${name} `))
  const value = line === undefined ? NaN : Number(line.slice(name.length + 1))
  return Number.isNaN(value) ? null : value
}
