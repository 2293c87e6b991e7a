// SPDX-License-Identifier: Apache-2.0
import type { KitKind } from '@muster/contract/catalogue'

/** Invented makes and models: nothing here is a statement about a real maker. */
export interface ModelPlan {
  readonly key: 'hand-radio' | 'pool-radio' | 'covert-radio' | 'body-worn' | 'new-camera' | 'old-camera' | 'phone'
  readonly kind: KitKind
  readonly make: string
  readonly name: string
  readonly checklist: readonly string[]
  /** Years from the agency's day to the end of the maker's support; negative when it is past; null when unknown. */
  readonly supportYears: number | null
}

const radioChecks = [
  'Battery above half',
  'Push-to-talk heard',
  'Emergency button reaches control',
  'Position seen by control',
] as const

export const modelPlans: readonly ModelPlan[] = [
  { key: 'hand-radio', kind: 'radio', make: 'Halden', name: 'H40 hand-held', checklist: radioChecks, supportYears: 5 },
  {
    key: 'pool-radio',
    kind: 'radio',
    make: 'Halden',
    name: 'H22 pool',
    checklist: [...radioChecks, 'Talkgroup list loaded'],
    supportYears: 1,
  },
  {
    key: 'covert-radio',
    kind: 'radio',
    make: 'Orrin',
    name: 'Slip 3 covert',
    checklist: [...radioChecks, 'Earpiece paired'],
    supportYears: 6,
  },
  {
    key: 'body-worn',
    kind: 'body-worn-video',
    make: 'Tarn',
    name: 'Witness 2',
    checklist: ['Battery above half', 'Clock within two seconds', 'Records and plays back'],
    supportYears: 3,
  },
  {
    key: 'new-camera',
    kind: 'camera',
    make: 'Meridian',
    name: 'LX long lens',
    checklist: ['Battery above half', 'Card empty', 'Focus at distance'],
    supportYears: 4,
  },
  {
    key: 'old-camera',
    kind: 'camera',
    make: 'Meridian',
    name: 'Tape 9',
    checklist: ['Battery above half', 'Tape runs'],
    supportYears: -6,
  },
  {
    key: 'phone',
    kind: 'phone',
    make: 'Fathom',
    name: 'Duty phone',
    checklist: ['Battery above half', 'Field app opens'],
    supportYears: null,
  },
]
