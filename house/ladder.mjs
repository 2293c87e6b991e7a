// SPDX-License-Identifier: Apache-2.0

/**
 * The features of the server, lowest first. A feature may use those before it, never those after it.
 * `directions.mjs` enforces the order; this array is the only place that states it.
 */
export const ladder = [
  'audit',
  'identity',
  'retention',
  'notices',
  'catalogue',
  'training',
  'kit',
  'fleet',
  'location',
  'talkgroups',
  'duty',
  'emergency',
  'incidents',
  'operations',
  'evidence',
  'inspection',
]

/** Rooms of the server beside the features; `server/src` holds nothing else but main.ts and app.ts. */
export const rooms = ['shell', 'features', 'adapters', 'migrations', 'testing']

/**
 * What each workspace may import of the others, and (where it is closed) of libraries. Nothing imports an app.
 * Tests may also use the builders in scenarios.
 *
 * @type {Record<string, { uses: string[], libraries?: string[], refused?: string[] }>}
 */
export const workspaces = {
  contract: { uses: [], libraries: ['zod', 'uuid'] },
  proof: { uses: [], libraries: ['@noble/hashes', 'canonicalize'] },
  server: { uses: ['contract', 'proof'] },
  ui: { uses: ['contract', 'proof'], refused: ['node:', '@mantine/'] },
  console: { uses: ['contract', 'proof', 'ui'], refused: ['node:'] },
  field: { uses: ['contract', 'proof', 'ui'], refused: ['node:', '@mantine/'] },
  verify: { uses: ['proof'] },
  scenarios: { uses: ['contract', 'proof'] },
  bench: { uses: ['contract', 'proof', 'scenarios'] },
  e2e: { uses: ['contract', 'proof', 'scenarios'] },
}

/**
 * Libraries without a hand on the outside: all that the server may import beyond `shell/`. The Node modules
 * among them only transform what they are given.
 */
export const pureLibraries = [
  'zod',
  'uuid',
  'node:assert',
  'node:buffer',
  'node:events',
  'node:stream',
  'node:string_decoder',
  'node:util',
  'node:zlib',
]

/** What node:crypto computes from its arguments alone. */
export const pureCrypto = [
  'createHash',
  'createHmac',
  'createPublicKey',
  'timingSafeEqual',
  'verify',
  'X509Certificate',
]

/** Words that say nothing about what a file is for. */
export const emptyWords = ['util', 'utils', 'helper', 'helpers', 'common', 'manager', 'service', 'misc']
