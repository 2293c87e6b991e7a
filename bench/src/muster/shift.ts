// SPDX-License-Identifier: Apache-2.0
import { agency } from '@muster/scenarios/agency/agency'
import type { Agency } from '@muster/scenarios/agency/rows'
import { type ApiClient, apiClient } from '@muster/scenarios/api-client'
import { httpWire } from '@muster/scenarios/http-wire'
import { load, signInToLoad } from '@muster/scenarios/load'
import { bookOn } from '@muster/scenarios/shift/book-on'
import { deviceKey } from '@muster/scenarios/shift/device-key'
import { osmandForms } from '@muster/scenarios/shift/osmand'
import { phoneAddress } from '@muster/scenarios/shift/phone-address'
import { type Duty, rosterOf } from '@muster/scenarios/shift/roster'
import { sideBySide } from '@muster/scenarios/shift/side-by-side'
import {
  ChallengeDevice,
  DemoEnrolmentCode,
  DemoSignIn,
  EnrolDevice,
  OpenDeviceSession,
} from '@muster/contract/identity'
import type { CompartmentId } from '@muster/contract/ids'
import type { ConsoleLoad, UnitLoad } from '../load/job'
import { carriersOf } from './carriers'

/** Officers on duty with what they report by, and consoles that are signed in: all through the public interfaces. */
export interface Shift {
  readonly units: readonly UnitLoad[]
  readonly consoles: readonly ConsoleLoad[]
}

const seed = 'muster'
const atOnce = 8
/** Where all callers share one address, the server lets so many enrol in a minute. */
const enrolledFromOneAddress = 20

/** Loads the demo agency into an empty server and brings `units` officers on duty. */
export async function openShift(url: string, units: number, consoles: number): Promise<Shift> {
  const service = agency({ seed, size: 'demo', year: 'after', asOf: Date.UTC(new Date().getUTCFullYear(), 0, 1) })
  const wire = httpWire(url, { connections: atOnce, timeoutMs: 60_000 })
  try {
    const api = apiClient(wire)
    await signInToLoad(api)
    await load(service, api)
    const phones = phoneAddress(url, 0).from === undefined ? enrolledFromOneAddress : units
    const roster = rosterOf(service, service.units.length)
    const officers = carriersOf(roster, units, Math.min(Math.round(units / 2), phones))
    if (officers.length < units) throw new Error(`the agency has ${officers.length} officers for ${units} units`)
    const compartments = new Map(service.units.map(({ id, compartments: own }) => [id, own]))
    const loads: UnitLoad[] = []
    const failed = await sideBySide([...officers.entries()], atOnce, async ([index, { duty, carrier }]) => {
      const officer = apiClient(wire)
      await officer.call(DemoSignIn, { body: { personId: duty.personId } })
      await bookOn(officer, duty)
      const via = carrier === 'field-app' ? await enrolled(url, index, duty, officer) : trackerOf(carrier, duty, index)
      loads[index] = { unitId: duty.unitId, compartments: compartments.get(duty.unitId) ?? [], base: duty.base, via }
    })
    if (failed.length > 0)
      throw new Error(`${failed.length} officers did not come on duty: ${String(failed[0]?.error)}`)
    return { units: loads, consoles: await openConsoles(service, consoles, () => apiClient(wire)) }
  } finally {
    wire.close()
  }
}

/** A device of its own, with its own session: the key is proved, as the field app does. */
async function enrolled(url: string, index: number, duty: Duty, officer: ApiClient): Promise<UnitLoad['via']> {
  const wire = httpWire(url, { connections: 1, timeoutMs: 60_000, ...phoneAddress(url, index) })
  try {
    const { deviceId, publicKey, prove } = deviceKey(seed, duty.callsign)
    const { code } = await officer.call(DemoEnrolmentCode)
    const device = apiClient(wire)
    await device.call(EnrolDevice, { body: { code, deviceId, name: `Phone of ${duty.callsign}`, publicKey } })
    const { nonce } = await device.call(ChallengeDevice, { body: { deviceId } })
    await device.call(OpenDeviceSession, { body: { deviceId, nonce, signature: await prove(nonce) } })
    return { kind: 'field-app', cookie: device.cookieHeader(), gssi: duty.talkgroup.gssi }
  } finally {
    wire.close()
  }
}

function trackerOf(carrier: 'owntracks' | 'osmand', { address, callsign }: Duty, index: number): UnitLoad['via'] {
  if (address === null) throw new Error(`${callsign} carries a tracker without an address`)
  return carrier === 'owntracks'
    ? { kind: 'owntracks', user: address.value, password: address.secret }
    : { kind: 'osmand', id: address.value, form: osmandForms[index % osmandForms.length] ?? 'query' }
}

/** Supervisors, cleared for everything, and controllers, cleared for some or none, in turn. */
async function openConsoles(service: Agency, count: number, client: () => ApiClient): Promise<ConsoleLoad[]> {
  const watchers = service.people.filter(({ roles }) =>
    roles.some((role) => role === 'controller' || role === 'control-room-supervisor'),
  )
  const consoles: ConsoleLoad[] = []
  for (let at = 0; at < count; at++) {
    const { id, clearedFor } = watchers[at % watchers.length] as (typeof watchers)[number]
    const api = client()
    await api.call(DemoSignIn, { body: { personId: id } })
    consoles.push({ cookie: api.cookieHeader(), clearedFor: clearedFor as CompartmentId[] })
  }
  return consoles
}
