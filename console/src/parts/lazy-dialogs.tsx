// SPDX-License-Identifier: Apache-2.0
import { lazy } from 'react'

// Dialogs are not needed for the first view, so they come apart from it, as soon as the page is idle.
const closeAlarm = () => import('../features/emergency/close-alarm-dialog')
const pressOnBehalf = () => import('../features/duty/press-on-behalf-dialog')
const palette = () => import('../keys/palette-dialog')
const keyHelp = () => import('../keys/key-help-dialog')

export const CloseAlarmDialog = lazy(() => closeAlarm().then((module) => ({ default: module.CloseAlarmDialog })))
export const PressOnBehalfDialog = lazy(() =>
  pressOnBehalf().then((module) => ({ default: module.PressOnBehalfDialog })),
)
export const PaletteDialog = lazy(() => palette().then((module) => ({ default: module.PaletteDialog })))
export const KeyHelpDialog = lazy(() => keyHelp().then((module) => ({ default: module.KeyHelpDialog })))

/** Fetches them before they are needed: an alarm must be closable while the network is down to a trickle. */
export async function fetchDialogs(): Promise<void> {
  await Promise.allSettled([closeAlarm(), pressOnBehalf(), palette(), keyHelp()])
}
