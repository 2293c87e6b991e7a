// SPDX-License-Identifier: Apache-2.0
import type { Role } from '@muster/contract/permissions'
import type { LiveState } from '@muster/ui/live/connection'

export const texts = {
  pages: {
    controlRoom: 'Control room',
    kit: 'Kit',
    people: 'People',
    devices: 'Devices',
    quarantine: 'Quarantine',
    log: 'Log',
  },
  signOut: 'Sign out',
  signOutFailed: 'Not signed out: try again',
  theme: { dark: 'Dark', light: 'Light' },
  sound: {
    on: 'Sound on: test',
    elsewhere: 'Sound in another tab: test',
    off: 'Sound OFF',
    hint: 'Plays the five pulses of an emergency',
  },
}

export const feedWords: Readonly<Record<LiveState, string>> = {
  connecting: 'CONNECTING',
  live: 'LIVE',
  stalled: 'STALLED',
  down: 'NO FEED',
  ended: 'ENDED',
}

export const roleTexts: Readonly<Record<Role, string>> = {
  officer: 'Officer',
  controller: 'Controller',
  'control-room-supervisor': 'Control-room supervisor',
  'operation-commander': 'Operation commander',
  'kit-custodian': 'Kit custodian',
  trainer: 'Trainer',
  'fleet-manager': 'Fleet manager',
  'exhibits-officer': 'Exhibits officer',
  'assurance-lead': 'Assurance lead',
  inspector: 'Inspector',
  'security-administrator': 'Security administrator',
}
