// SPDX-License-Identifier: Apache-2.0
import {
  ChallengeDevice,
  CreateEnrolmentCode,
  CreateGateway,
  DemoEnrolmentCode,
  EnrolDevice,
  ListDevices,
  OpenDeviceSession,
  RevokeDevice,
  sessionProofText,
} from '@muster/contract/identity'
import { newId, type DeviceId, type PersonId } from '@muster/contract/ids'
import type { Instant } from '@muster/contract/instant'
import { Refused } from '@muster/contract/refusal'
import { cursorOf, readCursor } from '../../shell/db/cursor'
import type { Tx } from '../../shell/db/database'
import { isUniqueViolation } from '../../shell/db/pg-errors'
import { personOf } from '../../shell/http/route'
import type { House } from '../../shell/house'
import { hashToken, isSignedBy, newCode, newNonce, newToken, normaliseCode } from '../../shell/secrets'
import { openThrottle } from '../../shell/throttle'
import * as audit from '../audit/index'
import type { Directory } from './directory'
import { codeMs, deviceSessionMs, mayEnrol, mayMakeCodeFor, nonceMs } from './rules'
import { openSession } from './session-routes'
import { endSessions } from './session-store'
import {
  findDevice,
  findPerson,
  insertCode,
  insertDevice,
  insertGateway,
  listDevices,
  lockCode,
  markCodeUsed,
  markSeen,
  revokeDevice,
} from './store'

export function addDeviceRoutes(house: House, directory: Directory): void {
  addEnrolment(house)
  addProofOfPossession(house, directory)
  const { route } = house.routes

  route(ListDevices, async ({ tx, query }) => {
    const rows = await listDevices(tx, { before: readCursor(query.after), limit: query.limit })
    const last = rows.at(-1)
    return { rows, next: last !== undefined && rows.length === query.limit ? cursorOf(last.enrolledAt, last.id) : null }
  })

  route(RevokeDevice, async ({ tx, params: { deviceId }, body }) => {
    const device = await revokeDevice(tx, deviceId)
    if (device === null) throw new Refused('no-such-device', 'There is no such device.')
    await endSessions(tx, { deviceId })
    await audit.append(tx, 'device-revoked', `device:${deviceId}`, { reason: body.reason })
    tx.announce('identity.sessions-ended', { deviceId })
    return device
  })

  route(CreateGateway, async ({ tx, body }) => {
    const token = newToken()
    const id = newId()
    await insertGateway(tx, id, body.name, hashToken(token))
    await audit.append(tx, 'gateway-created', `gateway:${id}`, { name: body.name })
    return { token }
  })
}

function addEnrolment({ routes: { route }, config }: House): void {
  // A demo's hundreds of phones all call from this machine.
  const throttle = openThrottle(config.demo ? 1_000 : 20)

  route(CreateEnrolmentCode, async ({ tx, viewer, body }) => {
    const person = await findPerson(tx, body.personId)
    if (person === null) throw new Refused('no-such-person', 'There is no such person.')
    mayMakeCodeFor(person.roles, personOf(viewer).permissions)
    return makeCode(tx, body.personId)
  })
  if (config.demo) route(DemoEnrolmentCode, async ({ tx, viewer }) => makeCode(tx, personOf(viewer).personId))

  route(EnrolDevice, async ({ tx, body, from, now }) => {
    throttle.take(from, now)
    const codeHash = hashToken(normaliseCode(body.code))
    const code = await lockCode(tx, codeHash)
    mayEnrol(code, now)
    await markCodeUsed(tx, codeHash)
    const personId = (code as NonNullable<typeof code>).personId
    const device = await insertDevice(tx, {
      id: body.deviceId,
      personId,
      name: body.name,
      publicKey: body.publicKey,
    }).catch((error: unknown) => {
      if (isUniqueViolation(error)) throw new Refused('already-exists', 'This device is enrolled already.')
      throw error
    })
    await audit.append(
      tx,
      'device-enrolled',
      `device:${device.id}`,
      { personId, name: device.name, publicKey: body.publicKey },
      [],
      `person:${personId}`,
    )
    return device
  })
}

async function makeCode(tx: Tx, personId: PersonId) {
  if ((await findPerson(tx, personId)) === null) throw new Refused('no-such-person', 'There is no such person.')
  const code = newCode()
  const expiresAt = tx.now + codeMs
  await insertCode(tx, hashToken(code), personId, expiresAt)
  await audit.append(tx, 'enrolment-code-made', `person:${personId}`, { expiresAt })
  return { code, expiresAt }
}

const noncesLimit = 20_000

/** A device session opens only for whoever holds the device's key [ID-7]; each nonce is good once. */
function addProofOfPossession({ routes: { route } }: House, directory: Directory): void {
  const throttle = openThrottle(60)
  const nonces = new Map<string, { deviceId: DeviceId; expiresAt: Instant }>()

  route(ChallengeDevice, async ({ tx, body, from, now }) => {
    throttle.take(`${from}:${body.deviceId}`, now)
    // Made-up devices get a nonce like any other, but it takes no room from those of real ones.
    if ((await findDevice(tx, body.deviceId)) === null) return { nonce: newNonce() }
    for (const [nonce, { expiresAt }] of nonces) {
      if (expiresAt > now && nonces.size < noncesLimit) break
      nonces.delete(nonce)
    }
    const nonce = newNonce()
    nonces.set(nonce, { deviceId: body.deviceId, expiresAt: now + nonceMs })
    return { nonce }
  })

  route(OpenDeviceSession, async ({ tx, body, session, from, now }) => {
    throttle.take(`${from}:${body.deviceId}`, now)
    const challenge = nonces.get(body.nonce)
    nonces.delete(body.nonce)
    const found = await findDevice(tx, body.deviceId)
    const fresh = challenge !== undefined && challenge.deviceId === body.deviceId && challenge.expiresAt > now
    const signed =
      found !== null && isSignedBy(found.publicKey, sessionProofText(body.deviceId, body.nonce), body.signature)
    if (found === null || !fresh || !signed || found.device.revokedAt !== null)
      throw new Refused('wrong-proof', 'This device is not let in. Enrol it again with a new code.')
    await markSeen(tx, body.deviceId)
    return openSession(tx, directory, session, {
      personId: found.device.personId,
      deviceId: body.deviceId,
      demo: false,
      lifeMs: deviceSessionMs,
    })
  })
}
