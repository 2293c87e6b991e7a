// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { ladder } from './ladder.mjs'
import { tryRules } from './rule-trial'
import { TrialTree } from './trial-tree'

tryRules([
  {
    title: '[HO-301] A feature imports only features below it on the ladder',
    refused: [
      [
        'server/src/features/kit/routes.ts',
        `import { press } from '../emergency/index'`,
        'emergency is above kit on the ladder',
      ],
      ['server/src/features/kit/live.ts', `import type { Alarm } from '../emergency/index'`, 'announce or tell'],
      [
        'server/src/features/kit/detour.ts',
        `import { press } from '../kit/../emergency/index'`,
        'emergency is above kit',
      ],
      [
        'server/src/features/kit/later.ts',
        `export const later = () => import('../emergency/index')`,
        'emergency is above kit',
      ],
      [
        'server/src/features/kit/deep/inside.ts',
        `import { press } from '../../emergency/index'`,
        'emergency is above kit',
      ],
      [
        'server/src/features/weather/routes.ts',
        `import { append } from '../audit/index'`,
        'weather is not on the ladder',
      ],
    ],
    lawful: [
      [
        'server/src/features/emergency/routes.ts',
        `import { findItem } from '../kit/index'\nexport const used = findItem`,
      ],
      [
        'server/src/features/emergency/presses/replay.ts',
        `import { findItem } from '../../kit/index'\nexport const used = findItem`,
      ],
    ],
  },
  {
    title: '[HO-302] A feature or an adapter imports a feature only through its index',
    refused: [
      [
        'server/src/features/duty/routes.ts',
        `import { findItem } from '../kit/store'`,
        'add the function that you need to features/kit/index.ts',
      ],
      [
        'server/src/adapters/osmand/index.ts',
        `import { saveFix } from '../../features/location/store'`,
        'import location through its index',
      ],
    ],
    lawful: [
      ['server/src/features/emergency/live.ts', `import { findAlarm } from './store'\nexport const used = findAlarm`],
      ['server/src/features/emergency/index.ts', `export { findAlarm } from './store'`],
    ],
  },
  {
    title: '[HO-303] Adapters never import each other, and no feature imports an adapter',
    refused: [
      [
        'server/src/adapters/osmand/decode.ts',
        `import { text } from '../owntracks/decode'`,
        'an adapter never imports another',
      ],
      [
        'server/src/features/location/routes.ts',
        `import { decode } from '../../adapters/osmand/index'`,
        'a feature never imports an adapter',
      ],
    ],
    lawful: [
      [
        'server/src/adapters/mait/index.ts',
        `import { press } from '../../features/emergency/index'\nexport const used = press\nimport { decode } from './decode'\nexport const other = decode`,
      ],
    ],
  },
  {
    title: '[HO-304] The shell and the migrations import no feature and no adapter; only main.ts and app.ts join them',
    refused: [
      [
        'server/src/shell/http/server.ts',
        `import { append } from '../../features/audit/index'`,
        'offer an interface here',
      ],
      [
        'server/src/shell/live/hub.ts',
        `import { decode } from '../../adapters/cot/index'`,
        'knows no feature and no adapter',
      ],
      ['server/src/features/audit/store.ts', `import { features } from '../../app'`, 'only tests import app'],
      [
        'server/src/migrations/202601010000-audit-leaves.ts',
        `import { leaf } from '../features/audit/index'`,
        'knows no feature',
      ],
    ],
    lawful: [
      ['server/src/app.ts', `import { routes } from './features/emergency/routes'\nexport const used = routes`],
      [
        'server/src/app.db.test.ts',
        `import { expect, test } from 'vitest'\nimport { app } from './app'\ntest('x', () => expect(app).toBe(1))`,
      ],
    ],
  },
  {
    title:
      '[HO-305] Only the shell touches the outside: no other room imports a library, a Node module or a global that does; SQL lives in stores and migrations',
    refused: [
      [
        'server/src/features/fleet/routes.ts',
        `import fastify from 'fastify'`,
        'only server/src/shell touches the outside',
      ],
      ['server/src/features/fleet/index.ts', `import { readFile } from 'node:fs/promises'`, 'no node:fs/promises here'],
      ['server/src/features/fleet/pool.ts', `import type { Pool } from 'pg'`, 'give the shell a function for it'],
      ['server/src/adapters/lip/decode.ts', `import { createSocket } from 'node:dgram'`, 'no node:dgram here'],
      [
        'server/src/features/fleet/tokens.ts',
        `import { createHash, randomBytes } from 'node:crypto'`,
        'randomness come from the shell',
      ],
      ['server/src/features/fleet/trips.ts', `import { sql } from 'kysely'`, 'SQL lives in store.ts'],
      ['server/src/main.ts', `import { Pool } from 'pg'`, 'only server/src/shell touches the outside'],
      [
        'server/src/features/fleet/settings.ts',
        `export const port = process.env['PORT']`,
        'take what you need as an argument',
      ],
      [
        'server/src/features/fleet/jobs.ts',
        `export const page = await globalThis.fetch('https://example.org')`,
        'only the shell touches the outside',
      ],
    ],
    lawful: [
      [
        'server/src/features/fleet/tokens.ts',
        `import { createHash } from 'node:crypto'\nexport const hash = createHash('sha256')`,
      ],
      ['server/src/shell/db/pool.ts', `import { Pool } from 'pg'\nexport const used = Pool`],
      ['server/src/features/emergency/store.ts', `import { sql } from 'kysely'\nexport const used = sql`],
      ['server/src/features/emergency/press-store.ts', `import { sql } from 'kysely'\nexport const used = sql`],
      ['server/src/migrations/202601010000-audit-leaves.ts', `import { sql } from 'kysely'\nexport const used = sql`],
      ['server/src/adapters/mait/decode.ts', `import { gunzipSync } from 'node:zlib'\nexport const used = gunzipSync`],
    ],
  },
  {
    title: '[HO-306] rules.ts, `*-rules.ts` and the proof package read no clock, no randomness and no I/O',
    refused: [
      [
        'server/src/features/identity/rules.ts',
        'export const late = () => Date.now() > 5',
        'take `now` as an argument',
      ],
      ['server/src/features/retention/rules.ts', 'export const at = () => new Date()', 'take `now` as an argument'],
      [
        'server/src/features/notices/rules.ts',
        'export const pick = () => Math.random()',
        'take the random value as an argument',
      ],
      [
        'server/src/features/catalogue/rules.ts',
        'export const id = () => crypto.randomUUID()',
        'take ids and keys as arguments',
      ],
      [
        'server/src/features/training/rules.ts',
        'export const soon = (then: () => void) => setTimeout(then, 5)',
        'let jobs.ts wait',
      ],
      [
        'server/src/features/fleet/rules.ts',
        `import { randomUUID } from 'node:crypto'`,
        'rules are pure: no node:crypto',
      ],
      ['server/src/features/location/rules.ts', `import { findFix } from './store'`, 'rules are pure: import contract'],
      ['server/src/features/location/places-rules.ts', `import { now } from '../../shell/clock'`, 'rules are pure'],
      ['server/src/features/talkgroups/rules.ts', `import { newId } from '@muster/contract/ids'`, 'rules make no ids'],
      ['field/src/outbox/rules.ts', 'export const due = () => performance.now()', 'take `now` as an argument'],
      ['server/src/features/duty/rules.ts', 'export const tick = Date.now', 'take `now` as an argument'],
      ['server/src/features/incidents/rules.ts', 'export const noon = new Date(2026, 5, 1, 12)', 'reckon in UTC'],
      ['server/src/features/operations/rules.ts', 'export const at = () => globalThis.Date.now()', 'take `now`'],
      ['proof/src/checkpoint.ts', 'export const at = () => new Date().toISOString()', 'take `now` as an argument'],
      ['proof/src/keys.ts', 'export const salt = () => globalThis.crypto', 'take ids and keys as arguments'],
    ],
    lawful: [
      [
        'server/src/features/emergency/rules.ts',
        `import type { Item } from '../kit/index'\nimport { Refused } from '@muster/contract/refusal'\nimport { patience } from './patience-rules'\nexport const late = (now: number, item: Item) => (now > patience ? item : new Refused('x', 'y'))`,
      ],
      [
        'server/src/features/emergency/rules.test.ts',
        `import { readFileSync } from 'node:fs'\nimport { expect, test } from 'vitest'\ntest('x', () => expect(readFileSync('x').length + Date.now()).toBe(1))`,
      ],
      ['field/src/outbox/rules.ts', 'export const text = (ms: number) => new Date(ms).toISOString()'],
      ['proof/src/leaf.ts', `import { sha256 } from '@noble/hashes/sha2.js'\nexport const used = sha256`],
    ],
  },
  {
    title: '[HO-307] contract imports only zod and uuid, proof only @noble/hashes and canonicalize',
    refused: [
      [
        'contract/src/kit.ts',
        `import { readFileSync } from 'node:fs'`,
        'contract runs everywhere and imports only zod, uuid',
      ],
      [
        'contract/src/fleet.ts',
        `import { leafHash } from '@muster/proof/leaf'`,
        'contract may import no other workspace',
      ],
      [
        'proof/src/leaf.ts',
        `import { createHash } from 'node:crypto'`,
        'proof runs everywhere and imports only @noble/hashes, canonicalize',
      ],
      ['proof/src/rows.ts', `import { Item } from '@muster/contract/kit'`, 'proof may import no other workspace'],
    ],
    lawful: [['contract/src/kit.ts', `import { z } from 'zod'\nexport const used = z`]],
  },
  {
    title: '[HO-308] Nothing imports an app, ui knows no app, and a relative import stays inside its workspace',
    refused: [
      [
        'ui/src/button.tsx',
        `import { Board } from '@muster/console/board.tsx'`,
        'ui may import contract, proof, not console',
      ],
      ['field/src/alarm.tsx', `import { Board } from '@muster/console/board.tsx'`, 'move what both need down'],
      [
        'console/src/board.tsx',
        `import type { App } from '@muster/server/app'`,
        'console may import contract, proof, ui, not server',
      ],
      [
        'server/src/app.ts',
        `import { shift } from '@muster/scenarios/shift'`,
        'server may import contract, proof, not scenarios',
      ],
      ['scenarios/src/demo.ts', `import { app } from '../../server/src/app'`, 'leaves its workspace'],
      ['bench/src/main.ts', `import { app } from '@muster/server/app'`, 'not server'],
      ['e2e/alarm.spec.ts', `import { app } from '../server/src/app'`, 'leaves its workspace'],
    ],
    lawful: [
      ['console/src/board.tsx', `import { Table } from '@muster/ui/table.tsx'\nexport const used = Table`],
      [
        'server/src/features/kit/store.db.test.ts',
        `import { shift } from '@muster/scenarios/shift'\nimport { expect, test } from 'vitest'\nimport { database } from '../../testing/database'\ntest('x', () => expect(database).toBe(shift))`,
      ],
    ],
  },
  {
    title: '[HO-309] ui and field import nothing of Mantine, and no screen imports a Node module',
    refused: [
      ['ui/src/table.tsx', `import { Table } from '@mantine/core'`, 'ui stays small and runs in a browser'],
      ['field/src/press.tsx', `import { Button } from '@mantine/core'`, 'field stays small'],
      ['console/src/print.ts', `import { join } from 'node:path'`, 'no node:path here'],
    ],
    lawful: [['console/src/table.tsx', `import { Table } from '@mantine/core'\nexport const used = Table`]],
  },
  {
    title: '[HO-310] In a feature only jobs.ts and live.ts set timers',
    refused: [
      [
        'server/src/features/emergency/routes.ts',
        'export const later = (then: () => void) => setTimeout(then, 20_000)',
        'timers live in jobs.ts and live.ts',
      ],
      [
        'server/src/features/emergency/store.ts',
        'export const each = (then: () => void) => globalThis.setInterval(then, 20_000)',
        'poll rows that are due',
      ],
    ],
    lawful: [
      ['server/src/features/emergency/jobs.ts', 'export const later = (then: () => void) => setTimeout(then, 20_000)'],
    ],
  },
  {
    title: '[HO-319] Product code imports nothing that was written for tests',
    refused: [
      [
        'server/src/shell/db/pool.ts',
        `import { database } from '../../testing/database'`,
        'not import what was written for tests',
      ],
      ['server/src/shell/db/rows.ts', `import { rows } from './rows.test'`, 'not import what was written for tests'],
      ['scenarios/src/shift.ts', `import fc from 'fast-check'`, 'fast-check is for tests only'],
    ],
    lawful: [['server/src/testing/database.ts', `import { inject } from 'vitest'\nexport const used = inject`]],
  },
  {
    title:
      '[HO-321] server/src holds only main.ts, app.ts and the rooms shell, features, adapters, migrations and testing',
    refused: [
      ['server/src/lib/pool.ts', 'export const x = 1', 'server/src/lib has no place in the house'],
      ['server/src/start.ts', 'export const x = 1', 'server/src/start.ts has no place in the house'],
    ],
    lawful: [['server/src/main.ts', `import { app } from './app'\nexport const used = app`]],
  },
  {
    title: `[HO-322] Features and adapters are told the time and never read the machine's clock`,
    refused: [
      ['server/src/features/duty/jobs.ts', 'export const due = () => Date.now()', 'the clock that the shell gave'],
      ['server/src/adapters/cot/encode.ts', 'export const at = () => new Date()', 'the clock that the shell gave'],
      ['server/src/adapters/cot/text.ts', 'export const at = () => Date()', 'the clock that the shell gave'],
    ],
    lawful: [
      ['server/src/adapters/cot/decode.ts', 'export const textToInstant = (text: string) => new Date(text).getTime()'],
    ],
  },
])

test('[HO-301] every step of the ladder sees all below it and none above', () => {
  const files: Record<string, string> = {}
  for (const from of ladder) {
    files[`server/src/features/${from}/routes.ts`] = ladder
      .filter((to) => to !== from)
      .map((to) => `export { ${to}Used } from '../${to}/index'`)
      .concat('export const own = 1\n')
      .join('\n')
  }
  const tree = new TrialTree(files)
  const found = tree.lint()
  tree.remove()
  for (const [height, from] of ladder.entries()) {
    const refused = (found.get(`server/src/features/${from}/routes.ts`) ?? []).filter((each) => each.includes('HO-301'))
    expect(refused).toHaveLength(ladder.length - 1 - height)
  }
})
