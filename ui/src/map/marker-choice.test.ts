// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { chooseMarkers, mostMarkers, type LabelledMarker, type MarkerKind } from './marker-choice'

const marker = (no: number, kind: MarkerKind): LabelledMarker => ({ no, lat: 51, lon: -1, callsign: `PT${no}`, kind })

test('[UI-150] alarms come before everything else when there are too many', () => {
  const crowd = Array.from({ length: 400 }, (_, no) => marker(no, 'label'))
  const { shown, leftOut } = chooseMarkers([
    ...crowd,
    marker(900, 'selected'),
    marker(901, 'acknowledged'),
    marker(902, 'alarm'),
  ])
  expect(shown.slice(0, 3).map(({ no }) => no)).toEqual([902, 901, 900])
  expect(shown).toHaveLength(mostMarkers)
  expect(leftOut).toBe(103)
})

test('[UI-150] a unit has one label, its most pressing', () => {
  expect(chooseMarkers([marker(1, 'selected'), marker(1, 'alarm'), marker(1, 'label')])).toEqual({
    shown: [marker(1, 'alarm')],
    leftOut: 0,
  })
})
