// SPDX-License-Identifier: Apache-2.0
import type { CompartmentId, DeviceId, PersonId, SessionId } from '@muster/contract/ids'
import type { Permission, Role } from '@muster/contract/permissions'

/** Who is asking. Every transaction is opened for a viewer, and row-level security knows them. */
export type Viewer =
  | PersonViewer
  | { readonly kind: 'anyone' }
  | { readonly kind: 'gateway'; readonly gatewayId: string }

export interface PersonViewer {
  readonly kind: 'person'
  readonly sessionId: SessionId
  readonly personId: PersonId
  readonly name: string
  readonly roles: readonly Role[]
  readonly permissions: ReadonlySet<Permission>
  readonly clearedFor: readonly CompartmentId[]
  readonly deviceId: DeviceId | null
  readonly expiresAt: number
}

export const anyone: Viewer = { kind: 'anyone' }

/** Whether a viewer may know of something that belongs to these compartments: cleared for all of them. */
export function isClearedFor(viewer: Viewer, compartments: readonly CompartmentId[]): boolean {
  return (
    compartments.length === 0 ||
    (viewer.kind === 'person' && compartments.every((id) => viewer.clearedFor.includes(id)))
  )
}

/** How the log names whoever acted. */
export function actorOf(viewer: Viewer): string {
  if (viewer.kind === 'person') return `person:${viewer.personId}`
  return viewer.kind === 'gateway' ? `gateway:${viewer.gatewayId}` : 'anyone'
}
