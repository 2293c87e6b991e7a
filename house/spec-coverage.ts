// SPDX-License-Identifier: Apache-2.0
import type { SourceFile } from './source-files'

/** Prefixes of rule numbers: one for each feature, then house and shell, adapters, screens, scenarios. */
export const rulePrefixes = 'AU ID RT NO CT TR KT FL LO TG DU EM IN OP EV AS HO AD UI SC'.split(' ')

export interface Coverage {
  /** Sentences, each about one rule; empty when specification and tests agree. */
  faults: string[]
  /** Numbers of rules that are marked `(planned)`. */
  planned: string[]
}

/**
 * Compares the rules in every SPEC.md with the numbers that test titles carry.
 *
 * A rule is a line that starts with its number, list and table marks aside. A test names rules at the start of its
 * title: `[EM-7] …` or `[EM-7, EM-8] …`. Numbers in the middle of a text are mere mentions and count for nothing.
 */
export function coverage(files: readonly SourceFile[], prefixes: readonly string[] = rulePrefixes): Coverage {
  const number = `(?:${prefixes.join('|')})-\\d+`
  const rules = rulesByNumber(files, new RegExp(`^[\\s|#*+-]*(${number})\\b(.*)$`))
  const tests = testsByNumber(files, new RegExp(`['"\`]\\[(${number}(?:, ${number})*)\\]`, 'g'))
  const faults: string[] = []
  for (const [rule, lines] of rules) {
    const [first] = lines
    const places = lines.map((line) => line.path).join(', ')
    if (lines.length > 1)
      faults.push(`${rule} is stated ${lines.length} times (${places}): give each rule its own number`)
    const named = tests.get(rule)
    if (first?.planned === false && named === undefined) {
      faults.push(`${rule} (${places}) is named by no test: write one, or mark the rule (planned)`)
    }
    if (first?.planned === true && named !== undefined) {
      faults.push(`${rule} (${places}) is marked (planned), yet ${named.join(', ')} tests it: remove the mark`)
    }
  }
  for (const [rule, paths] of tests) {
    if (!rules.has(rule)) faults.push(`${rule} is tested in ${paths.join(', ')}, yet no SPEC.md states it`)
  }
  const planned = [...rules].filter(([, lines]) => lines[0]?.planned === true).map(([rule]) => rule)
  return { faults, planned }
}

interface RuleLine {
  path: string
  planned: boolean
}

function rulesByNumber(files: readonly SourceFile[], line: RegExp): Map<string, RuleLine[]> {
  const found = new Map<string, RuleLine[]>()
  for (const { path, text } of files) {
    if (!/(^|\/)SPEC\.md$/.test(path)) continue
    for (const each of text.split('\n')) {
      const [, rule, rest = ''] = line.exec(each) ?? []
      if (rule === undefined) continue
      found.set(rule, [...(found.get(rule) ?? []), { path, planned: rest.includes('(planned)') }])
    }
  }
  return found
}

/** Suites shared by several tests lie in folders called testing. */
const holdsTests = /\.(test|spec)\.(ts|tsx|mjs)$|\/testing\//

function testsByNumber(files: readonly SourceFile[], title: RegExp): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { path, text } of files) {
    if (!holdsTests.test(path)) continue
    const rules = [...text.matchAll(title)].flatMap(([, numbers = '']) => numbers.split(', '))
    for (const rule of new Set(rules)) found.set(rule, [...(found.get(rule) ?? []), path])
  }
  return found
}
