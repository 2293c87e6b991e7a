// SPDX-License-Identifier: Apache-2.0
import { api } from '@muster/contract/api'
import { expect, test } from 'vitest'
import { openApiOf } from './openapi'

type Operation = { operationId: string; 'x-permission': string; security?: unknown; responses: Record<string, unknown> }

test('[HO-024] the description names every endpoint once, with its permission and its refusals', () => {
  const { openapi, paths } = openApiOf(api, '1') as {
    openapi: string
    paths: Record<string, Record<string, Operation>>
  }
  const operations = Object.values(paths).flatMap((path) => Object.values(path))
  expect(openapi).toBe('3.1.0')
  expect(operations.map(({ operationId }) => operationId).toSorted()).toEqual(
    api.map(({ endpoint }) => endpoint.name).toSorted(),
  )
  for (const operation of operations) {
    const endpoint = api.find((each) => each.endpoint.name === operation.operationId)?.endpoint
    expect(operation['x-permission']).toBe(endpoint?.may)
    expect(operation.security === undefined).toBe(endpoint?.may === 'anyone')
    expect(JSON.stringify(operation.responses)).toContain([...(endpoint?.refuses ?? [])].at(0) ?? '')
  }
})

test('[HO-024] times are described as they travel, and the whole is plain JSON', () => {
  const text = JSON.stringify(openApiOf(api, '1'))
  expect(text).toContain('"format":"date-time"')
  expect(text).not.toContain('undefined')
})
