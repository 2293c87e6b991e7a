// SPDX-License-Identifier: Apache-2.0
import { ImportTalkgroups, ListTalkgroups } from '@muster/contract/talkgroups'
import type { House } from '../../shell/house'
import * as audit from '../audit/index'
import { insertTalkgroups, listTalkgroups } from './store'

export { findTalkgroup } from './store'

export function openTalkgroups({ routes }: House): void {
  routes.route(ListTalkgroups, async ({ tx }) => ({ rows: await listTalkgroups(tx) }))
  audit.routeImport(routes, ImportTalkgroups, 'talkgroup', insertTalkgroups)
}
