// SPDX-License-Identifier: Apache-2.0
import type { ItemId, ModelId, PersonId } from '@muster/contract/ids'
import type { Instant } from '@muster/contract/instant'
import type { CompetenceRow, ItemRow, UnitRow } from './rows'

interface HeldRadio {
  readonly id: ItemId
  readonly issi: string
  readonly modelId: ModelId
}

/** What the rows say of one officer, gathered. */
export interface OfficerFacts {
  readonly personId: PersonId
  readonly unit: UnitRow
  readonly radios: readonly HeldRadio[]
  /** Taught the model of the first radio held, ever. */
  readonly everTaught: boolean
  /** Taught it, and still in date at `asOf`. */
  readonly inDate: boolean
}

export function officerFacts(
  units: readonly UnitRow[],
  items: readonly ItemRow[],
  competences: readonly CompetenceRow[],
  asOf: Instant,
): OfficerFacts[] {
  const radiosByHolder = new Map<PersonId, HeldRadio[]>()
  for (const { id, issi, modelId, holderId } of items) {
    if (holderId === null || issi === null) continue
    radiosByHolder.set(holderId, [...(radiosByHolder.get(holderId) ?? []), { id, issi, modelId }])
  }
  const expiryByCompetence = new Map(
    competences.map(({ personId, modelId, expiresAt }) => [`${personId} ${modelId}`, expiresAt]),
  )
  return units.flatMap((unit) => {
    if (unit.personId === null) return []
    const radios = radiosByHolder.get(unit.personId) ?? []
    const expiresAt = expiryByCompetence.get(`${unit.personId} ${radios[0]?.modelId ?? ''}`)
    return [
      {
        personId: unit.personId,
        unit,
        radios,
        everTaught: expiresAt !== undefined,
        inDate: expiresAt !== undefined && expiresAt > asOf,
      },
    ]
  })
}
