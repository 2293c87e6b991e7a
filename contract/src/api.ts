// SPDX-License-Identifier: Apache-2.0
import * as audit from './audit'
import * as catalogue from './catalogue'
import * as duty from './duty'
import * as emergency from './emergency'
import type { Endpoint } from './endpoint'
import * as identity from './identity'
import * as kit from './kit'
import * as location from './location'
import * as system from './system'
import * as talkgroups from './talkgroups'
import * as training from './training'

const features = { system, audit, identity, catalogue, training, kit, location, talkgroups, duty, emergency }

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'path' in value && 'may' in value && 'reply' in value
}

/** Every endpoint there is, by feature: OpenAPI, the permission walk and the client come from it. */
export const api: readonly { readonly feature: string; readonly endpoint: Endpoint }[] = Object.entries(
  features,
).flatMap(([feature, module]) =>
  Object.values(module)
    .filter((value): value is Endpoint => isEndpoint(value))
    // Loaders order a module's names differently; what is generated from here must not.
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((each) => ({ feature, endpoint: each })),
)
