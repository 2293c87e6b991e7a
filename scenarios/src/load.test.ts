// SPDX-License-Identifier: Apache-2.0
import { WhoAmI } from '@muster/contract/identity'
import { BookOff } from '@muster/contract/duty'
import { afterEach, expect, test } from 'vitest'
import { agency } from './agency/agency'
import { apiClient, CallFailed, isRefusal } from './api-client'
import { httpWire, Unanswered } from './http-wire'
import { batchRows, isLoaded, load, signInToLoad } from './load'
import { fakeServer } from './testing/fake-server'

const small = agency({ seed: 'muster', size: 'small', year: 'after' })
let ends: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.toReversed()) await end()
  ends = []
})

async function open(service = small) {
  const server = await fakeServer(service)
  const wire = httpWire(server.url, { connections: 2 })
  ends.push(
    () => server.down(),
    () => wire.close(),
  )
  return { server, wire, api: apiClient(wire) }
}

test('[SC-19] loads what is referred to before what refers to it, and a second run changes nothing', async () => {
  const { server, api } = await open()
  await signInToLoad(api)
  const first = await load(small, api)
  const rows = [
    small.compartments,
    small.teams,
    small.people,
    small.talkgroups,
    small.models,
    small.units,
    small.items,
    small.competences,
  ]
  expect(first).toEqual({ added: rows.flat().length, unchanged: 0 })
  expect(server.imports.map(({ kind }) => kind)).toEqual([
    'compartments',
    'teams',
    'people',
    'talkgroups',
    'models',
    'units',
    'items',
    'competences',
  ])
  expect(await load(small, api)).toEqual({ added: 0, unchanged: first.added })
})

test('[SC-19] large lists go in batches', async () => {
  const big = agency({ seed: 'muster', size: 'demo', year: 'after' })
  const many = { ...big, people: [], units: [], competences: [], items: [...big.items, ...big.items.slice(0, 1)] }
  const { server, api } = await open()
  await load(many, api)
  expect(server.imports.filter(({ kind }) => kind === 'items').map(({ rows }) => rows)).toEqual([batchRows, 1])
})

test('[SC-19] whether the agency is there is asked without changing anything, and half of it is not there', async () => {
  const { server, api } = await open()
  expect(await isLoaded(small, api)).toBe(false)
  expect(server.imports).toEqual([])
  await load({ ...small, competences: small.competences.slice(0, -1) }, api)
  expect(await isLoaded(small, api)).toBe(false)
  await load(small, api)
  expect(await isLoaded(small, api)).toBe(true)
})

test('[SC-18] a refusal arrives with its code, and a session goes with its cookie', async () => {
  const { api } = await open()
  await signInToLoad(api)
  expect(api.cookieHeader()).toBe(`who=${small.cast.securityAdministrator}`)
  const failed = await api.call(BookOff).then(
    () => null,
    (error: unknown) => error,
  )
  expect(failed).toBeInstanceOf(CallFailed)
  expect([isRefusal(failed, 'not-found'), isRefusal(failed, 'not-booked-on')]).toEqual([true, false])
})

test('[SC-18] nobody there is not a refusal', async () => {
  const { server, api } = await open()
  await server.down()
  await expect(api.call(WhoAmI)).rejects.toBeInstanceOf(Unanswered)
  await server.up()
})
