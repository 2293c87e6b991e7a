// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest'
import { publishedFiles } from './source-files'
import { coverage } from './spec-coverage'

// A prefix of its own keeps these samples apart from the real rules.
const prefixes = ['ZZ']
const spec = (text: string, path = 'server/src/features/kit/SPEC.md') => ({ path, text })
const tests = (text: string, path = 'server/src/features/kit/rules.test.ts') => ({ path, text })
const faults = (...files: { path: string; text: string }[]) => coverage(files, prefixes).faults

describe('[HO-317] rules and tests name each other', () => {
  test('a rule and its test agree, alone, together and in a table', () => {
    const rules = spec('- ZZ-1 one\n* **ZZ-2** two\n| ZZ-3 | three |\nZZ-4: four\n### ZZ-5')
    const named = tests(`test('[ZZ-1] a')\ntest("[ZZ-2, ZZ-3] b")\ntest.each([1])(\`[ZZ-4] %i\`)\ndescribe('[ZZ-5] c')`)
    expect(faults(rules, named)).toEqual([])
  })

  test('a rule without a test is a fault', () => {
    expect(faults(spec('- ZZ-1 one'))).toEqual([
      expect.stringContaining('ZZ-1 (server/src/features/kit/SPEC.md) is named by no test'),
    ])
  })

  test('a number in the middle of a title, in a comment or in product code names nothing', () => {
    const mention = tests(`test('like [ZZ-1]')\n// [ZZ-1] see there`)
    expect(faults(spec('- ZZ-1 one'), mention, tests(`'[ZZ-1]'`, 'server/src/features/kit/rules.ts'))).toHaveLength(1)
  })

  test('a test without a rule is a fault, and a longer number is another rule', () => {
    expect(faults(spec('- ZZ-1 one, unlike ZZ-12'), tests(`'[ZZ-1] a'`), tests(`'[ZZ-12] b'`))).toEqual([
      expect.stringContaining('ZZ-12 is tested in server/src/features/kit/rules.test.ts, yet no SPEC.md'),
    ])
  })

  test('a number stated twice is a fault, in one file or in two', () => {
    const named = tests(`'[ZZ-1] a'`)
    expect(faults(spec('- ZZ-1 one\n- ZZ-1 again'), named)).toEqual([expect.stringContaining('ZZ-1 is stated 2 times')])
    expect(faults(spec('- ZZ-1 one'), spec('ZZ-1 two', 'SPEC.md'), named)).toEqual([
      expect.stringContaining('kit/SPEC.md, SPEC.md'),
    ])
  })

  test('a planned rule is listed, and may not have a test', () => {
    const rules = spec('- ZZ-1 (planned) one')
    expect(coverage([rules], prefixes)).toEqual({ faults: [], planned: ['ZZ-1'] })
    expect(faults(rules, tests(`'[ZZ-1] a'`))).toEqual([expect.stringContaining('remove the mark')])
  })

  test('shared suites and browser tests count as tests', () => {
    const rules = spec('- ZZ-1 one\n- ZZ-2 two')
    expect(
      faults(rules, tests(`'[ZZ-1] a'`, 'server/src/testing/bus.ts'), tests(`'[ZZ-2] a'`, 'e2e/alarm.spec.ts')),
    ).toEqual([])
  })

  test('the whole tree agrees', () => {
    const { faults: found, planned } = coverage(publishedFiles())
    if (planned.length > 0) console.info(`planned rules: ${planned.join(', ')}`)
    expect(found).toEqual([])
  })
})
