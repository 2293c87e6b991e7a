// SPDX-License-Identifier: Apache-2.0
import type { Permission } from '@muster/contract/permissions'
import { texts } from './texts'

/** Every page, in the order of the navigation, and the permission that opens it. */
export const pages = [
  { to: '/', text: texts.pages.controlRoom, may: 'see-picture' },
  { to: '/kit', text: texts.pages.kit, may: 'see-kit' },
  { to: '/people', text: texts.pages.people, may: 'see-people' },
  { to: '/devices', text: texts.pages.devices, may: 'manage-devices' },
  { to: '/quarantine', text: texts.pages.quarantine, may: 'see-quarantine' },
  { to: '/log', text: texts.pages.log, may: 'see-log' },
] as const satisfies readonly { to: string; text: string; may: Permission }[]
