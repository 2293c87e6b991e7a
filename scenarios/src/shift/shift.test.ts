// SPDX-License-Identifier: Apache-2.0
import { afterEach, expect, test, vi } from 'vitest'
import { agency } from '../agency/agency'
import { apiClient } from '../api-client'
import { httpWire } from '../http-wire'
import { randomFrom } from '../random'
import { type FakeServer, fakeServer } from '../testing/fake-server'
import { pressOnce } from './occasional-alarm'
import { rosterOf } from './roster'
import { type Shift, startShift } from './shift'

const service = agency({ seed: 'muster', size: 'small', year: 'after' })
const officers = 12
const roster = rosterOf(service, officers)
const lines: string[] = []
let ends: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.toReversed()) await end()
  ends = []
  lines.length = 0
})

async function open(): Promise<FakeServer> {
  const server = await fakeServer(service)
  ends.push(() => server.down())
  return server
}
function start({ url }: FakeServer): Shift {
  const shift = startShift({ url, agency: service, officers, alarms: false, say: (line) => lines.push(line) })
  ends.push(() => shift.stop())
  return shift
}
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 8_000, interval: 50 })

test('[SC-22] all book on, test as planned, and are seen by the protocol that they carry', async () => {
  const server = await open()
  const { seen, onDuty } = await start(server).moving
  expect(onDuty).toBeGreaterThanOrEqual(seen)
  await eventually(() => expect(server.bookings.size).toBe(officers))
  await eventually(() =>
    expect(new Set(server.tests).size).toBe(
      roster.filter(({ plight, radio }) => radio !== null && plight !== 'untested').length,
    ),
  )
  expect(server.enrolled.size).toBe(roster.filter(({ carrier }) => carrier === 'field-app').length)
  await eventually(() => {
    const heard = new Set(server.lines.filter(({ event }) => event === 'attach').map(({ issi }) => issi))
    const onAir = roster.flatMap(({ radio, plight }) => (radio === null || plight === 'off-air' ? [] : [radio.issi]))
    expect(heard).toEqual(new Set(onAir))
  })
})

test('[SC-22] a second start goes on with the bookings and devices of the first', async () => {
  const server = await open()
  const first = start(server)
  await first.moving
  await eventually(() => expect(server.bookings.size).toBe(officers))
  first.stop()
  const bookings = new Map(server.bookings)
  const [tests, devices] = [server.tests.length, server.enrolled.size]
  const again = await start(server).moving
  expect(again.seen).toBeGreaterThanOrEqual(officers * 0.95)
  expect(new Map(server.bookings)).toEqual(bookings)
  expect([server.tests.length, server.enrolled.size]).toEqual([tests, devices])
})

test('[SC-23] a restart of the server is waited for, said in one line, and all go on after it', async () => {
  const server = await open()
  await start(server).moving
  await server.down()
  await eventually(() => expect(lines).toContain('the server does not answer: waiting for it'))
  server.fixes.length = 0
  await server.up()
  await eventually(() =>
    expect(lines.filter((line) => line.startsWith('the server'))).toEqual([
      'the server does not answer: waiting for it',
      'the server is back: going on',
    ]),
  )
  await eventually(() => expect(new Set(server.fixes).size).toBeGreaterThanOrEqual(officers - 1))
}, 20_000)

test('[SC-17] a server that fails while officers come on does not stop them', async () => {
  const server = await open()
  server.refuseNext('/api/v1/my/duty/book-on', 500, 3)
  await start(server).moving
  await eventually(() => expect(server.bookings.size).toBe(officers))
  expect(lines.some((line) => line.startsWith('bookOn: 500'))).toBe(true)
}, 15_000)

test('[SC-20] one officer presses, by the live socket, and nobody of a compartmented unit', async () => {
  const server = await open()
  const shift = start(server)
  await shift.moving
  const wire = httpWire(server.url, { connections: 1 })
  ends.push(() => wire.close())
  const options = {
    officers: shift.officers,
    supervisor: async () => apiClient(wire),
    random: randomFrom('press'),
    say: () => {},
    onFault: () => {},
  }
  const able = roster.filter(
    ({ carrier, plight, compartmented }) => carrier === 'field-app' && plight === 'ready' && !compartmented,
  )
  const chosen = await pressOnce(options)
  expect(able.map(({ callsign }) => callsign)).toContain(chosen?.duty.callsign)
  await eventually(() => expect(server.presses).toHaveLength(1))
})

test('[SC-20] nobody presses while an alarm is open', async () => {
  const open = { closedAt: null }
  const supervisor = async () => ({ call: async () => ({ rows: [open] }) }) as never
  expect(
    await pressOnce({ officers: [], supervisor, random: randomFrom('press'), say: () => {}, onFault: () => {} }),
  ).toBeNull()
  const press = vi.fn<(id: string) => void>()
  const officer = { duty: { ...roster[0], compartmented: false, plight: 'ready' }, phone: { press } } as never
  expect(
    await pressOnce({ officers: [officer], supervisor, random: randomFrom('press'), say: () => {}, onFault: () => {} }),
  ).toBeNull()
  expect(press).not.toHaveBeenCalled()
})
