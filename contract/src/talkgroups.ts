// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { endpoint } from './endpoint'
import { TalkgroupId } from './ids'
import { importOf } from './import'

/** A talkgroup of the fleet map. GSSI: group short subscriber identity. */
export const Talkgroup = z.object({
  id: TalkgroupId,
  gssi: z.string().regex(/^[0-9]{1,8}$/),
  name: z.string().min(1).max(60),
})
export type Talkgroup = z.output<typeof Talkgroup>

export const ImportTalkgroups = importOf('talkgroups', z.strictObject(Talkgroup.shape))

export const ListTalkgroups = endpoint({
  name: 'listTalkgroups',
  summary: 'The fleet map',
  method: 'GET',
  path: '/api/v1/talkgroups',
  may: 'see-talkgroups',
  reply: z.object({ rows: z.array(Talkgroup) }),
})
