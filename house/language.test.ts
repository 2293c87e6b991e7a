// SPDX-License-Identifier: Apache-2.0
import { tryRules } from './rule-trial'

tryRules([
  {
    title:
      '[HO-311] There is no `any`, no enum, no namespace, no `require`, no default export and no comment that silences the compiler',
    refused: [
      ['ui/src/any.ts', 'export const x: any = 1', 'no-explicit-any'],
      ['contract/src/colour.ts', 'export enum Colour { Red }', 'no enum: write a const array'],
      ['contract/src/space.ts', 'export namespace Space { export const a = 1 }', 'no namespace'],
      ['server/src/features/audit/leaf.ts', 'export default 1', 'no-default-export'],
      ['server/src/features/audit/index.ts', '// @ts-ignore\nexport const x = 1', 'ban-ts-comment'],
      ['server/src/shell/old.ts', `export const fs: unknown = require('node:fs')`, 'no-require-imports'],
    ],
    lawful: [['console/vite.config.ts', 'export default {}']],
  },
  {
    title: '[HO-312] No test is focused and none is skipped',
    refused: [
      [
        'proof/src/focused.test.ts',
        `import { test } from 'vitest'\ntest['only']('x', ({ expect }) => expect(1).toBe(1))`,
        'no-focused-tests',
      ],
      [
        'proof/src/skipped.test.ts',
        `import { test } from 'vitest'\ntest['skip']('x', ({ expect }) => expect(1).toBe(1))`,
        'no-disabled-tests',
      ],
    ],
    lawful: [['proof/src/leaf.test.ts', `import { expect, test } from 'vitest'\ntest('x', () => expect(1).toBe(1))`]],
  },
  {
    title:
      '[HO-313] Files are in kebab-case, named after what they do, imported without extension, and none only passes on what others export',
    refused: [
      ['ui/src/MapLayer.ts', 'export const x = 1', `write 'MapLayer.ts' in kebab-case`],
      ['ui/src/map_layer.ts', 'export const x = 1', 'in kebab-case'],
      ['server/src/shell/utils.ts', 'export const x = 1', `'utils' says nothing`],
      ['server/src/shell/common/pool.ts', 'export const x = 1', `'common' says nothing`],
      ['console/src/alarm-service.ts', 'export const x = 1', `'service' says nothing`],
      ['ui/src/index.ts', `export * from './table'`, 'no barrel'],
      ['contract/src/index.ts', `export { Item } from './kit'\nexport { Fix } from './location'`, 'no barrel'],
      [
        'contract/src/extension.ts',
        `import { Item } from './kit.ts'\nexport const item = Item`,
        'without its extension',
      ],
    ],
    lawful: [['ui/src/map-layer.ts', 'export const x = 1']],
  },
  {
    title: '[HO-314] The server never writes to the console',
    refused: [['server/src/shell/log/log.ts', `console.log('up')`, 'no-console']],
    lawful: [['scenarios/src/demo.ts', `console.log('ready')`]],
  },
  {
    title: '[HO-315] A promise is awaited or handed on, and a switch over a union names every case',
    refused: [
      [
        'server/src/shell/floating.ts',
        'export function go(): void { save() }\nasync function save() { await Promise.resolve() }',
        'no-floating-promises',
      ],
      [
        'server/src/shell/misused.ts',
        'export function go(): number { return save() ? 1 : 2 }\nasync function save() { await Promise.resolve() }',
        'no-misused-promises',
      ],
      [
        'server/src/shell/waiting.ts',
        'export async function go() { await size() }\nfunction size() { return 5 }',
        'await-thenable',
      ],
      [
        'contract/src/step.ts',
        `export function name(step: 'wait' | 'call'): string {\n  switch (step) {\n    case 'wait':\n      return 'w'\n  }\n  return ''\n}`,
        'switch-exhaustiveness-check',
      ],
    ],
    lawful: [
      [
        'server/src/shell/waiting.ts',
        'export async function go() { await save() }\nasync function save() { await Promise.resolve() }',
      ],
    ],
  },
])
