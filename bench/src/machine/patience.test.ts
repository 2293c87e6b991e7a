// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { within } from './patience'

test('[SC-525] what takes too long fails by name', async () => {
  await expect(within(20, 'waiting for nobody', new Promise(() => undefined))).rejects.toThrow(
    'waiting for nobody: not within 0.02 s',
  )
})

test('[SC-525] what is in time keeps its answer, and its own failure', async () => {
  await expect(within(1_000, 'quick', Promise.resolve(7))).resolves.toBe(7)
  await expect(within(1_000, 'quick', Promise.reject(new Error('no')))).rejects.toThrow('no')
})
