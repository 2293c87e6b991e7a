// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { delayMsIn } from './metrics'

const page = (value: string) =>
  `# HELP nodejs_eventloop_lag_p99_seconds The 99th percentile\nnodejs_eventloop_lag_p99_seconds ${value}\nother 3\n`

test.each([
  ['0.010846', 0.846],
  ['0.0385', 28.5],
  ['0.0099', 0],
])('[SC-522] %s s by the sampler is a delay of %f ms', (value, delayMs) => {
  expect(delayMsIn(page(value))).toBeCloseTo(delayMs, 6)
})

test('[SC-522] what is not there is not zero', () => {
  expect(delayMsIn('')).toBeNull()
  expect(delayMsIn(page('NaN'))).toBeNull()
})
