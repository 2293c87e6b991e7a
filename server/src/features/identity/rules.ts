// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@muster/contract/instant'
import type { Permission, Role } from '@muster/contract/permissions'
import { Refused } from '@muster/contract/refusal'

/** A console session lasts a long shift; a device's is opened anew by proof of possession each day. */
export const sessionMs = 12 * 3_600_000
export const deviceSessionMs = 24 * 3_600_000
export const codeMs = 15 * 60_000
export const nonceMs = 60_000

/** A one-time code enrols one device, within fifteen minutes [ID-8]. */
export function mayEnrol(
  code: { readonly usedAt: Instant | null; readonly expiresAt: Instant } | null,
  now: Instant,
): void {
  if (code === null)
    throw new Refused('wrong-credentials', 'This code is not known. Check it, or ask the kit desk for a new one.')
  if (code.usedAt !== null) throw new Refused('code-used', 'This code has been used. Ask the kit desk for a new one.')
  if (code.expiresAt <= now) throw new Refused('code-expired', 'This code has expired. Ask the kit desk for a new one.')
}

const fieldRoles: readonly Role[] = ['officer', 'operation-commander']

/**
 * An enrolled device acts with all its person's roles. The kit desk enrols officers' phones; a code for
 * anybody with more power takes somebody who may manage people [ID-14].
 */
export function mayMakeCodeFor(roles: readonly Role[], permissions: ReadonlySet<Permission>): void {
  if (permissions.has('manage-people') || roles.every((role) => fieldRoles.includes(role))) return
  throw new Refused(
    'not-allowed',
    'This person has more roles than an officer. Ask a security administrator for the code.',
  )
}
