// SPDX-License-Identifier: Apache-2.0
/** Node samples its event loop by a timer of 10 ms and counts those 10 ms in: an idle loop reads as 10 ms late. */
const samplingMs = 10

/**
 * How late the server's event loop was since /metrics was last asked (asking starts it anew), 99 of 100
 * times, ms. Delays much below the sampling interval do not show.
 */
export async function takeLoopDelayMs(url: string): Promise<number | null> {
  const answer = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(10_000) })
  return delayMsIn(await answer.text())
}

/** The same, out of the text that /metrics answers. Null: it is not there, or nothing was sampled yet. */
export function delayMsIn(text: string): number | null {
  const name = 'nodejs_eventloop_lag_p99_seconds '
  const line = text.split('\n').find((each) => each.startsWith(name))
  const seconds = line === undefined ? NaN : Number(line.slice(name.length))
  return Number.isNaN(seconds) ? null : Math.max(0, seconds * 1_000 - samplingMs)
}
