// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react'
import type { MarkShape, MarkTone } from '../map/unit-mark'
import classes from './shape.module.css'

const paths: Record<MarkShape | 'alarm' | 'hollow' | 'half', string> = {
  circle: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z',
  triangle: 'M8 2 14.2 13.5H1.8z',
  square: 'M3 3h10v10H3z',
  diamond: 'M8 1.5 14.5 8 8 14.5 1.5 8z',
  plus: 'M6 2h4v4h4v4h-4v4H6v-4H2V6h4z',
  cross: 'M4.2 2 8 5.8 11.8 2 14 4.2 10.2 8l3.8 3.8-2.2 2.2L8 10.2 4.2 14 2 11.8 5.8 8 2 4.2z',
  alarm: 'M5 1h6l4 4v6l-4 4H5l-4-4V5zM7.1 3.6h1.8v5.6H7.1zM7.1 10.6h1.8v1.8H7.1z',
  hollow: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8z',
  half: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 4a4 4 0 0 1 0 8z',
}

export type ShapeName = keyof typeof paths

/** The same shapes as on the map, for lists and cards. Decoration: the words beside it say the same. */
export function Shape({
  shape,
  tone,
}: {
  shape: ShapeName
  tone: MarkTone | 'stale' | 'alarm' | 'caution'
}): ReactNode {
  return (
    <svg className={classes['shape']} data-tone={tone} viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[shape]} fillRule="evenodd" />
    </svg>
  )
}
