// SPDX-License-Identifier: Apache-2.0
import type { MarkTone } from './unit-mark'

export type MapTheme = 'dark' | 'light'

/** Every colour of the map that is Muster's own, `#rrggbb`. Contrasts are tested: labels 4.5:1, marks 3:1 [UI-107]. */
export interface MapColours {
  readonly earth: string
  readonly water: string
  readonly line: string
  readonly label: string
  readonly quietLabel: string
  readonly waterLabel: string
  /** Around every mark, so that marks on top of each other stay apart. */
  readonly outline: string
  readonly selected: string
  readonly stale: string
  readonly emergency: string
  readonly tones: Readonly<Record<MarkTone, string>>
}

export const mapColours: Readonly<Record<MapTheme, MapColours>> = {
  dark: {
    earth: '#171c22',
    water: '#0b0f14',
    line: '#56606d',
    label: '#d5dbe3',
    quietLabel: '#a3acb8',
    waterLabel: '#8fa9c4',
    outline: '#05080b',
    selected: '#ffffff',
    stale: '#98a2ae',
    emergency: '#ff4d4d',
    // Okabe and Ito's colours, lightened where they would drown in a dark map.
    tones: {
      sky: '#56b4e9',
      orange: '#e69f00',
      green: '#1fbf8f',
      yellow: '#f0e442',
      purple: '#d68fb8',
      white: '#f2f4f7',
    },
  },
  light: {
    earth: '#f4f2ec',
    water: '#cfdfea',
    line: '#8b8f96',
    label: '#24292f',
    quietLabel: '#454c55',
    waterLabel: '#2f5572',
    outline: '#ffffff',
    selected: '#101418',
    stale: '#6b7480',
    emergency: '#c8102e',
    // The same hues, darkened: yellow and sky would vanish on paper.
    tones: {
      sky: '#0a6ea8',
      orange: '#a35a00',
      green: '#00704f',
      yellow: '#7a6a00',
      purple: '#9c3f75',
      white: '#1c2127',
    },
  },
}

/** `#rrggbb` to red, green and blue in 0…1, as the shader wants them. */
export function colourToRgb(colour: string): readonly [red: number, green: number, blue: number] {
  const part = (at: number): number => Number.parseInt(colour.slice(at, at + 2), 16) / 255
  return [part(1), part(3), part(5)]
}

/** The contrast of two colours, 1…21. Source: WCAG 2.2, "contrast ratio". */
export function contrast(a: string, b: string): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].sort((left, right) => right - left)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(colour: string): number {
  const [red, green, blue] = colourToRgb(colour).map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
}
