// SPDX-License-Identifier: Apache-2.0
import { BookOn } from '@muster/contract/duty'
import {
  ChallengeDevice,
  DemoEnrolmentCode,
  DemoSignIn,
  EnrolDevice,
  OpenDeviceSession,
  WhoAmI,
  type UnitRow,
} from '@muster/contract/identity'
import { newId, type BookingId, type PersonId, type TalkgroupId, type UnitId } from '@muster/contract/ids'
import { agency } from '@muster/scenarios/agency/agency'
import type { Agency } from '@muster/scenarios/agency/rows'
import { apiClient, type ApiClient } from '@muster/scenarios/api-client'
import { httpWire, type HttpWire } from '@muster/scenarios/http-wire'
import { load, signInToLoad } from '@muster/scenarios/load'
import { deviceKey } from '@muster/scenarios/shift/device-key'
import type { z } from 'zod'
import { openTestWorld, type TestWorld } from './test-world'
import { until } from './until'

type Unit = z.output<typeof UnitRow>

/** A test world with the small agency in it, and ways to act as its people. */
export interface AgencyWorld {
  readonly world: TestWorld
  readonly agency: Agency
  readonly url: string
  /** A browser of somebody's, signed in. */
  as(personId: PersonId): Promise<ApiClient>
  /** A browser of nobody's. */
  stranger(): ApiClient
  /** An enrolled device of somebody's, signed in by proof of possession. */
  deviceOf(personId: PersonId): Promise<ApiClient>
  unitOf(personId: PersonId): Unit
  /** Book somebody on, with the radio they hold and the first talkgroup. */
  bookOn(personId: PersonId): Promise<ApiClient>
  close(): Promise<void>
}

/** The year's first day: what is in date now stays so while the test runs, whenever that is. */
const service = agency({
  seed: 'tests',
  size: 'small',
  year: 'after',
  asOf: Date.UTC(new Date().getUTCFullYear(), 0, 1),
})

export async function openAgencyWorld(env: Record<string, string> = {}): Promise<AgencyWorld> {
  const world = await openTestWorld(env)
  const opened = actIn(world)
  const api = opened.stranger()
  await signInToLoad(api)
  await load(service, api)
  await untilKnown(world)
  return opened
}

/** The same agency in a world that was opened anew on the same data. */
export function actIn(world: TestWorld): AgencyWorld {
  const wire: HttpWire = httpWire(world.url, { connections: 8 })
  const stranger = () => apiClient(wire)
  const as = async (personId: PersonId) => {
    const api = stranger()
    await api.call(DemoSignIn, { body: { personId } })
    return api
  }
  return {
    world,
    agency: service,
    url: world.url,
    as,
    stranger,
    unitOf,
    async deviceOf(personId) {
      const person = await as(personId)
      const { code } = await person.call(DemoEnrolmentCode)
      const key = deviceKey('tests', newId())
      const device = stranger()
      const { deviceId, publicKey } = key
      await device.call(EnrolDevice, { body: { code, deviceId, name: 'Test phone', publicKey } })
      const { nonce } = await device.call(ChallengeDevice, { body: { deviceId } })
      await device.call(OpenDeviceSession, { body: { deviceId, nonce, signature: await key.prove(nonce) } })
      return device
    },
    async bookOn(personId) {
      const api = await as(personId)
      const talkgroupId = service.talkgroups[0]?.id as TalkgroupId
      await api.call(BookOn, { body: { id: newId<BookingId>(), talkgroupId } })
      return api
    },
    async close() {
      wire.close()
      await world.close()
    },
  }
}

/** The row of an officer's unit, as it was imported. */
function unitOf(personId: PersonId): Unit {
  const unit = service.units.find((each) => each.personId === personId)
  if (unit === undefined) throw new Error(`the agency gives person ${personId} no unit`)
  return unit
}

/** Units are read into memory after the import was answered. */
async function untilKnown({ url }: TestWorld): Promise<void> {
  const wire = httpWire(url, { connections: 1 })
  const last = service.units.at(-1)
  const api = apiClient(wire)
  await api.call(DemoSignIn, { body: { personId: last?.personId as PersonId } })

  await until(
    async () => (await api.call(WhoAmI)).unit?.id ?? null,
    (id: UnitId | null) => id === last?.id,
    'the directory to know the imported units',
  )
  wire.close()
}
