// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { endpoint } from './endpoint'
import { CompartmentId, DeviceId, PersonId, SessionId, TeamId, UnitId } from './ids'
import { Instant } from './instant'
import { importOf } from './import'
import { PageQuery, pageOf } from './page'
import { permissionNames, Role } from './permissions'

const Name = z.string().trim().min(1).max(120)

export const Compartment = z.object({ id: CompartmentId, name: Name })
export type Compartment = z.output<typeof Compartment>

export const Team = z.object({ id: TeamId, name: Name, base: Name })
export type Team = z.output<typeof Team>

/** A member of staff. `clearedFor` are the compartments that this person may know of. */
export const Person = z.object({
  id: PersonId,
  name: Name,
  collar: z.string().min(1).max(20),
  teamId: TeamId.nullable(),
  roles: z.array(Role),
  clearedFor: z.array(CompartmentId),
  leftAt: Instant.nullable(),
})
export type Person = z.output<typeof Person>

/** Where a unit's messages come from: a radio's ISSI, a tracker's id, a TAK uid, an enrolled device. */
export const addressKinds = ['issi', 'owntracks', 'osmand', 'cot', 'device'] as const
export const AddressKind = z.enum(addressKinds)
export type AddressKind = z.output<typeof AddressKind>
export const AddressValue = z.string().min(1).max(128)

/** What is drawn on the map and called on the radio. `no` is a random number, so that gaps tell nothing. */
export const Unit = z.object({
  id: UnitId,
  no: z.int().positive(),
  callsign: z.string().min(1).max(20),
  teamId: TeamId.nullable(),
  personId: PersonId.nullable(),
  compartments: z.array(CompartmentId),
})
export type Unit = z.output<typeof Unit>

export const Device = z.object({
  id: DeviceId,
  personId: PersonId,
  name: Name,
  enrolledAt: Instant,
  revokedAt: Instant.nullable(),
  lastSeenAt: Instant.nullable(),
})
export type Device = z.output<typeof Device>

/** Who is asking: answered to the person themself. */
export const Viewer = z.object({
  sessionId: SessionId,
  personId: PersonId,
  name: Name,
  roles: z.array(Role),
  permissions: z.array(z.enum(permissionNames)),
  compartments: z.array(Compartment),
  unit: Unit.nullable(),
  deviceId: DeviceId.nullable(),
  demo: z.boolean(),
  expiresAt: Instant,
})
export type Viewer = z.output<typeof Viewer>

export const SignIn = endpoint({
  name: 'signIn',
  summary: 'Sign in with a local account',
  method: 'POST',
  path: '/api/v1/session',
  may: 'anyone',
  body: z.strictObject({ username: z.string().min(1).max(120), password: z.string().min(1).max(200) }),
  reply: Viewer,
  refuses: ['wrong-credentials', 'too-many'],
})

export const WhoAmI = endpoint({
  name: 'whoAmI',
  summary: 'Who is signed in, and what they may do',
  method: 'GET',
  path: '/api/v1/session',
  may: 'signed-in',
  reply: Viewer,
})

export const SignOut = endpoint({
  name: 'signOut',
  summary: 'End this session',
  method: 'DELETE',
  path: '/api/v1/session',
  may: 'signed-in',
})

/** Demo only, on loopback only: the people one may sign in as. */
export const DemoPerson = z.object({
  id: PersonId,
  name: Name,
  roles: z.array(Role),
  callsign: z.string().nullable(),
  why: z.string(),
})
export const DemoPeople = endpoint({
  name: 'demoPeople',
  summary: 'Demo mode: people to sign in as',
  method: 'GET',
  path: '/api/v1/demo/people',
  may: 'anyone',
  reply: z.object({ people: z.array(DemoPerson) }),
  refuses: ['not-found'],
})

export const DemoSignIn = endpoint({
  name: 'demoSignIn',
  summary: 'Demo mode: sign in as somebody',
  method: 'POST',
  path: '/api/v1/demo/session',
  may: 'anyone',
  body: z.strictObject({ personId: PersonId }),
  reply: Viewer,
  refuses: ['not-found', 'no-such-person'],
})

export const ListPeople = endpoint({
  name: 'listPeople',
  summary: 'People, by name',
  method: 'GET',
  path: '/api/v1/people',
  may: 'see-people',
  query: PageQuery.extend({ search: z.string().max(80).optional() }),
  reply: pageOf(Person),
})

/** Ends a session everywhere at once, open sockets included. */
export const EndSessions = endpoint({
  name: 'endSessions',
  summary: 'End every session of a person',
  method: 'POST',
  path: '/api/v1/people/:personId/end-sessions',
  may: 'manage-people',
  params: z.strictObject({ personId: PersonId }),
  reply: z.object({ ended: z.int() }),
  refuses: ['no-such-person'],
})

export const CreateEnrolmentCode = endpoint({
  name: 'createEnrolmentCode',
  summary: 'A one-time code with which a person enrols a device',
  method: 'POST',
  path: '/api/v1/devices/codes',
  may: 'manage-devices',
  body: z.strictObject({ personId: PersonId }),
  reply: z.object({ code: z.string(), expiresAt: Instant }),
  refuses: ['no-such-person'],
})

/** Demo only: an officer asks for a code for their own device. */
export const DemoEnrolmentCode = endpoint({
  name: 'demoEnrolmentCode',
  summary: 'Demo mode: a code for the signed-in officer',
  method: 'POST',
  path: '/api/v1/demo/enrolment-code',
  may: 'signed-in',
  reply: z.object({ code: z.string(), expiresAt: Instant }),
  refuses: ['not-found'],
})

/** An EC P-256 public key. The private key is made on the device and cannot be taken out of it. */
export const PublicKey = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.base64url().length(43),
  y: z.base64url().length(43),
})
export type PublicKey = z.output<typeof PublicKey>

export const EnrolDevice = endpoint({
  name: 'enrolDevice',
  summary: 'Enrol a device with a one-time code and its public key',
  method: 'POST',
  path: '/api/v1/devices/enrol',
  may: 'anyone',
  body: z.strictObject({ code: z.string().min(6).max(20), deviceId: DeviceId, name: Name, publicKey: PublicKey }),
  reply: Device,
  refuses: ['code-used', 'code-expired', 'wrong-credentials', 'too-many', 'already-exists'],
})

export const ChallengeDevice = endpoint({
  name: 'challengeDevice',
  summary: 'A nonce for a device to sign',
  method: 'POST',
  path: '/api/v1/devices/challenge',
  may: 'anyone',
  body: z.strictObject({ deviceId: DeviceId }),
  reply: z.object({ nonce: z.string() }),
  refuses: ['too-many'],
})

/**
 * The device proves that it holds its key: an ECDSA P-256 / SHA-256 signature (raw r‖s, base64url) over
 * the UTF-8 bytes of `muster-session:<deviceId>:<nonce>`.
 */
export const OpenDeviceSession = endpoint({
  name: 'openDeviceSession',
  summary: 'Open a session by proof of possession of the device key',
  method: 'POST',
  path: '/api/v1/devices/session',
  may: 'anyone',
  body: z.strictObject({ deviceId: DeviceId, nonce: z.string().max(100), signature: z.base64url().length(86) }),
  reply: Viewer,
  refuses: ['wrong-proof', 'too-many'],
})

export function sessionProofText(deviceId: string, nonce: string): string {
  return `muster-session:${deviceId}:${nonce}`
}

export const ListDevices = endpoint({
  name: 'listDevices',
  summary: 'Enrolled devices, newest first',
  method: 'GET',
  path: '/api/v1/devices',
  may: 'manage-devices',
  query: PageQuery,
  reply: pageOf(Device),
})

export const RevokeDevice = endpoint({
  name: 'revokeDevice',
  summary: 'Revoke a device: its sessions end at once; it may still press for help and sees nothing',
  method: 'POST',
  path: '/api/v1/devices/:deviceId/revoke',
  may: 'manage-devices',
  params: z.strictObject({ deviceId: DeviceId }),
  body: z.strictObject({ reason: z.string().trim().min(3).max(500) }),
  reply: Device,
  refuses: ['no-such-device'],
})

/** A machine account, such as a radio gateway: shown once, kept only as a hash. */
export const CreateGateway = endpoint({
  name: 'createGateway',
  summary: 'Make a machine account for a radio gateway',
  method: 'POST',
  path: '/api/v1/gateways',
  may: 'manage-devices',
  body: z.strictObject({ name: Name }),
  reply: z.object({ token: z.string() }),
})

export const ImportCompartments = importOf('compartments', z.strictObject({ id: CompartmentId, name: Name }))
export const ImportTeams = importOf('teams', z.strictObject({ id: TeamId, name: Name, base: Name }))
export const PersonRow = z.strictObject({
  id: PersonId,
  name: Name,
  collar: z.string().min(1).max(20),
  teamId: TeamId.nullable(),
  roles: z.array(Role),
  clearedFor: z.array(CompartmentId),
})
export const ImportPeople = importOf('people', PersonRow)
export const UnitRow = z.strictObject({
  id: UnitId,
  callsign: z.string().min(1).max(20),
  teamId: TeamId.nullable(),
  personId: PersonId.nullable(),
  compartments: z.array(CompartmentId),
  addresses: z
    .array(
      z.strictObject({
        kind: AddressKind,
        value: AddressValue,
        /** OwnTracks: the password of its Basic auth. Kept only as a hash. */
        secret: z.string().min(16).max(128).optional(),
      }),
    )
    .max(8),
})
export const ImportUnits = importOf('units', UnitRow)
