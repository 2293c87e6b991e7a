// SPDX-License-Identifier: Apache-2.0
import type { Role } from '@muster/contract/permissions'

const controlRoom: readonly Role[] = ['controller', 'control-room-supervisor', 'operation-commander']

/** The demo's people by where they work: whoever runs a control room first, officers last. Groups without anybody are left out. */
export function demoGroups<Person extends { readonly roles: readonly Role[] }>(people: readonly Person[]) {
  const inControl = people.filter(({ roles }) => roles.some((role) => controlRoom.includes(role)))
  const officers = people.filter(
    (person) => !inControl.includes(person) && person.roles.every((role) => role === 'officer'),
  )
  const offices = people.filter((person) => !inControl.includes(person) && !officers.includes(person))
  return [
    { title: 'Control room', people: inControl },
    { title: 'Offices', people: offices },
    { title: 'Officers, who work in the field app', people: officers },
  ].filter((group) => group.people.length > 0)
}
