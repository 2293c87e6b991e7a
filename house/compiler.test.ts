// SPDX-License-Identifier: Apache-2.0
import { afterEach, describe, expect, test } from 'vitest'
import { TrialTree } from './trial-tree'

const trees: TrialTree[] = []

afterEach(() => {
  for (const tree of trees.splice(0)) tree.remove()
})

function complaintsOf(workspace: string, code: string): string {
  const tree = new TrialTree({
    [`${workspace}/src/sample.ts`]: code,
    // A test beside it may use Node, and must not open the door for the file that it tests.
    [`${workspace}/src/sample.test.ts`]: `/// <reference types="node" />\nexport const home = process.env['HOME']\n`,
  })
  trees.push(tree)
  return tree.compile(workspace)
}

const node = `export const port = process.env['PORT']`
const dom = `export const title = document.title`

describe('[HO-316] a workspace sees only the platform it runs on', () => {
  test.each([
    ['contract', node, 'process'],
    ['contract', dom, 'document'],
    ['contract', `export const home = new URL('https://example.org')`, 'URL'],
    ['contract', `export { readFileSync } from 'node:fs'`, 'node:fs'],
    ['proof', node, 'process'],
    ['proof', dom, 'document'],
    ['ui', node, 'process'],
    ['console', node, 'process'],
    ['field', `export { readFileSync } from 'node:fs'`, 'node:fs'],
    ['server', dom, 'document'],
    ['scenarios', dom, 'document'],
    ['bench', dom, 'document'],
  ])('%s refuses %s', (workspace, code, word) => {
    expect(complaintsOf(workspace, code)).toMatch(new RegExp(`sample\\.ts.*Cannot find.*'${word}'`))
  })

  test.each([
    [
      'contract',
      `import { v7 } from 'uuid'\nimport { z } from 'zod'\nexport const Id = z.uuid()\nexport const id: string = v7()`,
    ],
    [
      'proof',
      `import { sha256 } from '@noble/hashes/sha2.js'\nexport const hash: Uint8Array = sha256(new Uint8Array(1))`,
    ],
    ['ui', dom],
    ['console', `export const mode: string = import.meta.env.MODE`],
    ['field', dom],
    ['server', node],
    ['scenarios', node],
    ['bench', node],
  ])('%s accepts %s', (workspace, code) => {
    expect(complaintsOf(workspace, code)).toBe('')
  })
})
