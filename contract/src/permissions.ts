// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'

/** What a person may be, in the words of the field. One person may have several roles. */
export const roles = [
  'officer',
  'controller',
  'control-room-supervisor',
  'operation-commander',
  'kit-custodian',
  'trainer',
  'fleet-manager',
  'exhibits-officer',
  'assurance-lead',
  'inspector',
  'security-administrator',
] as const
export const Role = z.enum(roles)
export type Role = z.output<typeof Role>

/** Every permission there is. An endpoint names exactly one; nothing is allowed that no role gives. */
export const permissions = {
  'book-on': ['officer'],
  'see-picture': ['controller', 'control-room-supervisor', 'operation-commander'],
  'see-track': ['controller', 'control-room-supervisor'],
  'see-quarantine': ['controller', 'control-room-supervisor', 'security-administrator'],
  'acknowledge-alarm': ['controller', 'control-room-supervisor'],
  'close-alarm': ['controller', 'control-room-supervisor'],
  'book-others-on': ['controller', 'control-room-supervisor'],
  'see-people': ['controller', 'control-room-supervisor', 'kit-custodian', 'trainer', 'security-administrator'],
  'manage-people': ['security-administrator'],
  'manage-devices': ['security-administrator', 'kit-custodian'],
  'see-kit': ['kit-custodian', 'controller', 'control-room-supervisor', 'trainer', 'fleet-manager', 'assurance-lead'],
  'issue-kit': ['kit-custodian'],
  'see-training': ['trainer', 'kit-custodian', 'control-room-supervisor', 'assurance-lead'],
  'record-training': ['trainer'],
  'see-talkgroups': ['officer', 'controller', 'control-room-supervisor', 'operation-commander'],
  'manage-talkgroups': ['control-room-supervisor', 'security-administrator'],
  'import-records': ['security-administrator'],
  'see-log': ['assurance-lead', 'security-administrator', 'inspector'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions
export const permissionNames = Object.keys(permissions) as Permission[]
export const Permission = z.enum(permissionNames as [Permission, ...Permission[]])

/** The permissions that a set of roles gives. */
export function permissionsOf(held: readonly Role[]): Set<Permission> {
  return new Set(permissionNames.filter((name) => permissions[name].some((role) => held.includes(role))))
}

/**
 * Who may call an endpoint: somebody with a permission, anybody signed in, an enrolled device,
 * a machine account (a radio gateway), or anyone at all.
 */
export type May = Permission | 'anyone' | 'signed-in' | 'device' | 'gateway'
