// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest'
import { brought, documents, readDocument } from '../docs/generate'

describe('[HO-325] the generated parts of the documentation are as the code has them', () => {
  test.each(documents)('docs/%s: if not, run npx tsx docs/generate.ts', (name) => {
    const text = readDocument(name)
    expect(text).toContain('<!-- generated: ')
    expect(text).toBe(brought(text))
  })

  test('a part that somebody changed by hand is found', () => {
    const text = readDocument('api.md').replace('/api/v1/presses', '/api/v1/elsewhere')
    expect(brought(text)).not.toBe(text)
  })

  test('a part that nobody makes, or that does not end, is a fault', () => {
    expect(() => brought('<!-- generated: nonsense -->\n<!-- end of nonsense -->')).toThrow('nonsense')
    expect(() => brought('<!-- generated: settings -->\n')).toThrow('does not end')
  })
})
