// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { endpoint } from './endpoint'
import { ModelId } from './ids'
import { importOf } from './import'
import { Instant } from './instant'

export const kitKinds = ['radio', 'body-worn-video', 'camera', 'phone'] as const
export const KitKind = z.enum(kitKinds)
export type KitKind = z.output<typeof KitKind>

/** A model of kit: what must be checked when it is tested, and until when its maker supports it. */
export const Model = z.object({
  id: ModelId,
  kind: KitKind,
  make: z.string().min(1).max(80),
  name: z.string().min(1).max(80),
  checklist: z.array(z.string().min(1).max(60)).min(1).max(20),
  supportEndsAt: Instant.nullable(),
})
export type Model = z.output<typeof Model>

export const ImportModels = importOf('models', z.strictObject(Model.shape))

export const ListModels = endpoint({
  name: 'listModels',
  summary: 'Models of kit',
  method: 'GET',
  path: '/api/v1/models',
  may: 'see-kit',
  reply: z.object({ rows: z.array(Model) }),
})
