// SPDX-License-Identifier: Apache-2.0
import { readinessLevels } from '@muster/contract/duty'
import { statusNames } from '@muster/contract/status-codes'
import { expect, test } from 'vitest'
import { statusLook } from './status-look'

test('[UI-031] green is only for units that are proved ready', () => {
  const green = statusNames.flatMap((_, status) =>
    readinessLevels
      .filter((readiness) => statusLook(status, readiness).tone === 'green')
      .map((readiness) => [status, readiness]),
  )
  expect(green).toEqual([
    [1, 'ready'],
    [2, 'ready'],
    [3, 'ready'],
  ])
})

test('[UI-031] a status that is not known looks like nothing good', () => {
  expect(statusLook(null, 'ready')).toEqual({ shape: 'cross', tone: 'white' })
  expect(statusLook(99, 'ready')).toEqual({ shape: 'cross', tone: 'white' })
})
