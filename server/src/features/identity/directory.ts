// SPDX-License-Identifier: Apache-2.0
import type { AddressKind } from '@muster/contract/identity'
import type { CompartmentId, PersonId, TeamId, UnitId } from '@muster/contract/ids'
import type { House } from '../../shell/house'
import { hashToken, sameHash } from '../../shell/secrets'
import { loadAddresses, loadUnits } from './directory-store'

/** A unit as every hot path needs it: no query while an officer presses. */
export interface DirectoryUnit {
  readonly id: UnitId
  readonly no: number
  readonly callsign: string
  readonly teamId: TeamId | null
  readonly team: string | null
  readonly personId: PersonId | null
  readonly officer: string | null
  readonly compartments: readonly CompartmentId[]
}

/** Units and their addresses, in memory: read at start, and again when they changed. */
export interface Directory {
  unit(id: UnitId): DirectoryUnit | null
  unitOf(personId: PersonId): DirectoryUnit | null
  unitByCallsign(callsign: string): DirectoryUnit | null
  /** The unit behind an address; with a secret, only if the address has that very secret. */
  unitAt(kind: AddressKind, value: string): DirectoryUnit | null
  isSecretOf(kind: AddressKind, value: string, secret: string): boolean
  units(): Iterable<DirectoryUnit>
  refresh(): Promise<void>
}

export function openDirectory({ database }: Pick<House, 'database'>): Directory {
  let unitsById = new Map<UnitId, DirectoryUnit>()
  let unitsByPerson = new Map<PersonId, DirectoryUnit>()
  let unitsByCallsign = new Map<string, DirectoryUnit>()
  let addresses = new Map<string, { readonly unitId: UnitId; readonly secretHash: Buffer | null }>()

  return {
    unit: (id) => unitsById.get(id) ?? null,
    unitOf: (personId) => unitsByPerson.get(personId) ?? null,
    unitByCallsign: (callsign) => unitsByCallsign.get(callsign) ?? null,
    unitAt(kind, value) {
      const address = addresses.get(`${kind}:${value}`)
      return address === undefined ? null : (unitsById.get(address.unitId) ?? null)
    },
    isSecretOf(kind, value, secret) {
      const kept = addresses.get(`${kind}:${value}`)?.secretHash ?? null
      return kept !== null && sameHash(kept, hashToken(secret))
    },
    units: () => unitsById.values(),
    async refresh() {
      const { units, found } = await database.asJobs(async (tx) => ({
        units: await loadUnits(tx),
        found: await loadAddresses(tx),
      }))
      unitsById = new Map(units.map((unit) => [unit.id, unit]))
      unitsByPerson = new Map(units.flatMap((unit) => (unit.personId === null ? [] : [[unit.personId, unit]])))
      unitsByCallsign = new Map(units.map((unit) => [unit.callsign, unit]))
      addresses = new Map(
        found.map(({ kind, value, unitId, secretHash }) => [`${kind}:${value}`, { unitId, secretHash }]),
      )
    },
  }
}
