// SPDX-License-Identifier: Apache-2.0
import { type ValueStore, valueStore } from './value-store'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const place = 'muster-field-theme'

export const chosenTheme: ValueStore<Theme> = valueStore<Theme>(storedTheme())

/** Shows the chosen theme, and follows the device while nothing else is chosen. */
export function followTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const show = () => {
    const chosen = chosenTheme.get()
    document.documentElement.dataset['theme'] = chosen === 'system' ? (dark.matches ? 'dark' : 'light') : chosen
  }
  chosenTheme.follow(show)
  dark.addEventListener('change', show)
  show()
}

export function chooseTheme(theme: Theme): void {
  chosenTheme.set(theme)
  try {
    localStorage.setItem(place, theme)
  } catch {
    // Without storage the choice holds until the page is closed.
  }
}

function storedTheme(): Theme {
  try {
    const stored = localStorage.getItem(place)
    return themes.find((each) => each === stored) ?? 'system'
  } catch {
    return 'system'
  }
}
